import type { Values } from "./values.ts";

/** What somebody is about to record. The key stays until it is recorded, so that no retry records it twice. */
export interface Draft {
  readonly values: Values;
  readonly idempotencyKey: string;
}

type Drafts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Drafts are kept per plan, form and corrected event, in the session of the tab. */
export function draftId(slug: string, kind: string, about: string | null): string {
  return `mz-draft:${slug}:${kind}${about ? `:${about}` : ""}`;
}

/** The draft under an id; null where there is none, or one that this build cannot read. */
export function readDraft(store: Drafts, id: string): Draft | null {
  const text = store.getItem(id);
  if (text === null) return null;
  try {
    const draft: unknown = JSON.parse(text);
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(store: Drafts, id: string, draft: Draft): void {
  store.setItem(id, JSON.stringify(draft));
}

export function dropDraft(store: Drafts, id: string): void {
  store.removeItem(id);
}

/** crypto.randomUUID exists on secure origins only, and an office may run the console on plain HTTP. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { values, idempotencyKey } = value as Partial<Record<keyof Draft, unknown>>;
  if (typeof idempotencyKey !== "string" || idempotencyKey === "") return false;
  if (typeof values !== "object" || values === null) return false;
  return Object.values(values).every((text) => typeof text === "string");
}
