import { LogFault } from "../fault.ts";
import type { LogSource } from "./log-source.ts";
import { Hindered } from "./outage.ts";

const attempts = 3;
const waitMs = 500;
const timeoutMs = 30_000;

/** A log that is served: GET only, bounded in time and size, tried again when the server is busy or the line breaks. */
export function urlSource(address: string): LogSource {
  if (!URL.canParse(address)) throw new Hindered("unreachable", address);
  const base = new URL(address.endsWith("/") ? address : `${address}/`);
  return {
    paths: undefined,
    files: { read: (path, maximalBytes) => readPatiently(new URL(path, base), maximalBytes) },
    close: () => Promise.resolve(),
  };
}

async function readPatiently(url: URL, maximalBytes: number): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(url, maximalBytes);
    } catch (error) {
      if (error instanceof LogFault || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs * attempt));
    }
  }
}

async function readOnce(url: URL, maximalBytes: number): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { "user-agent": "mingzhang-log-verifier" },
    });
    if (answer.status === 404 || answer.status === 410) {
      await answer.body?.cancel();
      return undefined;
    }
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new Hindered("server-error", `${url.href} (${answer.status})`);
    }
    return await bounded(answer, url, maximalBytes);
  } catch (error) {
    if (error instanceof LogFault || error instanceof Hindered) throw error;
    throw new Hindered("unreachable", url.href, error);
  }
}

async function bounded(answer: Response, url: URL, maximalBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    // Leaving the loop cancels the transfer.
    if (length > maximalBytes) throw new LogFault("file-too-large", url.pathname);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
