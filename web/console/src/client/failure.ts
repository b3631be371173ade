import type { CombinedError } from "urql";

/** Why an answer did not come. A refusal is no failure: it is an answer. */
export type Failure =
  | { readonly kind: "unreachable" }
  | { readonly kind: "signedOut" }
  | { readonly kind: "standsStill"; readonly message: string; readonly knownAt: string }
  | { readonly kind: "rejected"; readonly message: string };

const signedOutCodes = new Set(["UNAUTHENTICATED", "UNAUTHORIZED", "FORBIDDEN"]);

export function failureOf(error: CombinedError): Failure {
  const [first] = error.graphQLErrors;
  if (first) {
    const code = first.extensions["code"];
    if (typeof code === "string" && signedOutCodes.has(code)) return { kind: "signedOut" };
    const knownAt = first.extensions["knownAt"];
    if (code === "PLAN_STANDS_STILL" && typeof knownAt === "string") {
      return { kind: "standsStill", message: first.message, knownAt };
    }
    return { kind: "rejected", message: first.message };
  }
  const response = error.response as { status?: number } | undefined;
  if (response?.status === 401 || response?.status === 403) return { kind: "signedOut" };
  return { kind: "unreachable" };
}
