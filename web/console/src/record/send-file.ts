/** What the server says of a file that it holds. */
export interface HeldFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export type Sent =
  | { readonly kind: "held"; readonly file: HeldFile }
  /** Not taken, with what would help, in the language of the page. */
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "signedOut" }
  | { readonly kind: "interrupted" }
  | { readonly kind: "stopped" };

export interface Sending {
  readonly token: string;
  readonly lang: string;
  readonly stop: AbortSignal;
  /** Called with the share that is on its way, from 0 to 1. */
  readonly onShare: (share: number) => void;
}

/** Uploads one file. By XMLHttpRequest: fetch does not tell how far it is. */
export function sendFile(file: File, { token, lang, stop, onShare }: Sending): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/evidence");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Accept-Language", lang);
    // A file whose type the browser does not know is told by its content.
    if (file.type !== "") request.setRequestHeader("Content-Type", file.type);
    request.upload.addEventListener("progress", ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => resolve(sentFrom(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ kind: "interrupted" }));
    request.addEventListener("abort", () => resolve({ kind: "stopped" }));
    stop.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** What an answer means. */
export function sentFrom(status: number, text: string): Sent {
  if (status === 401 || status === 403) return { kind: "signedOut" };
  const body = jsonOf(text);
  if (status === 200 || status === 201) {
    const { sha256, mediaType, bytes } = body;
    if (typeof sha256 === "string" && typeof mediaType === "string" && typeof bytes === "number") {
      return { kind: "held", file: { sha256, mediaType, bytes } };
    }
  }
  const why = ["title", "value", "remedy"].map((name) => body[name]).filter((part) => typeof part === "string");
  return why.length > 0
    ? { kind: "refused", why: why.filter((part) => part !== "").join(" · ") }
    : { kind: "interrupted" };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
