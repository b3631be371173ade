import { LogFault } from "../fault.ts";
import { boundedBody, dropBody, type Fetch } from "../net/fetch.ts";
import { deadlineIn, pause } from "../net/platform.ts";
import type { LogFiles } from "./log-files.ts";

/** How a served log is read. */
export interface FetchedLog {
  /** Address of the log, `https://host/log`; the paths of its files stand below it. */
  readonly address: string;
  readonly fetch: Fetch;
  /** For one file; 30 s unless told. */
  readonly timeoutMs?: number | undefined;
  /** How often a file is asked for while the server is busy or the line breaks; 3 unless told. */
  readonly attempts?: number | undefined;
  /** Before the second attempt, and longer before each further one; 500 ms unless told. */
  readonly waitMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Thrown where a server cannot be reached, or does not answer as one should: that proves nothing about its log. */
export class LogOutage extends Error {
  readonly reason: "unreachable" | "server-error";
  /** The address asked, with the status where there was one. */
  readonly subject: string;

  constructor(reason: LogOutage["reason"], subject: string, cause?: unknown) {
    super(`${reason}: ${subject}`, { cause });
    this.name = "LogOutage";
    this.reason = reason;
    this.subject = subject;
  }
}

/**
 * A log over `fetch`, in a browser or in Node: GET only, every read bounded in size and time, tried again when the
 * server is busy. Throws `LogOutage`, and the fault `file-too-large`.
 */
export function fetchedFiles(log: FetchedLog): LogFiles {
  const base = log.address.replace(/\/+$/, "");
  const { attempts = 3, waitMs = 500 } = log;
  return {
    async read(path, maximalBytes) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await readOnce(log, `${base}/${path}`, maximalBytes);
        } catch (error) {
          if (!(error instanceof LogOutage) || attempt >= attempts) throw error;
          await pause(waitMs * attempt);
        }
      }
    },
  };
}

async function readOnce(
  { fetch, headers = {}, timeoutMs = 30_000 }: FetchedLog,
  url: string,
  maximalBytes: number,
): Promise<Uint8Array | undefined> {
  const deadline = deadlineIn(timeoutMs);
  try {
    const answer = await fetch(url, { method: "GET", headers, signal: deadline.signal });
    if (answer.status === 200) return await boundedBody(answer, maximalBytes, url);
    await dropBody(answer);
    if (answer.status === 404 || answer.status === 410) return undefined;
    throw new LogOutage("server-error", `${url} (${answer.status})`);
  } catch (error) {
    if (error instanceof LogFault || error instanceof LogOutage) throw error;
    throw new LogOutage("unreachable", url, error);
  } finally {
    deadline.end();
  }
}
