import { LogFault } from "../fault.ts";

/** What is asked of a server: the part of `RequestInit` that is used here. */
export interface FetchRequest {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect?: "follow" | "error";
  readonly cache?: "default" | "no-cache";
  readonly signal: AbortSignal;
}

/** What a server answers: the part of `Response` that is read here. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): FetchReader } | null;
}

interface FetchReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** The platform's `fetch`, handed in: nothing in this package opens a connection by itself. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

/** The body of an answer. Ends the transfer and throws `file-too-large` as soon as there is more than that. */
export async function boundedBody({ body }: FetchAnswer, maximalBytes: number, place: string): Promise<Uint8Array> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) break;
    length += value.length;
    if (length > maximalBytes) {
      await reader?.cancel();
      throw new LogFault("file-too-large", place);
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Lets go of an answer whose body nobody reads. */
export async function dropBody({ body }: FetchAnswer): Promise<void> {
  await body?.getReader().cancel();
}
