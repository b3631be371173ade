import { createHash, type Hash } from "node:crypto";
import { LogFault, type LogFiles } from "@mingzhang/transparency-log";

const maximalBytes = 33_554_432;
const perBundle = 256;

/** Digests of the lines of each bundle of entries, taken while the log is read. */
export class LineDigests {
  readonly #digests: string[] = [];
  #current: Hash = createHash("sha256");
  #lines = 0;

  add(entry: Uint8Array): void {
    this.#current.update(entry).update("\n");
    this.#lines += 1;
    if (this.#lines % perBundle === 0) this.#close();
  }

  /** Digest of each file of lines, in order; the last one may be shorter. */
  all(): readonly string[] {
    if (this.#lines % perBundle !== 0) this.#close();
    return this.#digests;
  }

  #close(): void {
    this.#digests.push(this.#current.digest("hex"));
    this.#current = createHash("sha256");
    this.#lines = Math.ceil(this.#lines / perBundle) * perBundle;
  }
}

/** What an archive holds beside the log itself, and what is wrong with it first: a path, or undefined. */
export interface ArchiveCheck {
  readonly files: number;
  readonly fault: string | undefined;
}

/** Checks that the lines for readers, `ndjson/<N>.ndjson`, are the entries that were proved. */
export async function checkLines(
  files: LogFiles,
  paths: readonly string[],
  digests: readonly string[],
): Promise<ArchiveCheck> {
  const listed = paths.filter((path) => path.startsWith("ndjson/"));
  const expected = digests.map((digest, at) => ({ path: `ndjson/${at}.ndjson`, digest }));
  const other = listed.find((path) => !expected.some((one) => one.path === path));
  if (other !== undefined) return { files: listed.length, fault: other };
  return firstOther(files, expected);
}

/** Checks the files that the list `SHA256SUMS` of an archive names: those that no signature covers. */
export async function checkSums(files: LogFiles): Promise<ArchiveCheck> {
  const bytes = await files.read("SHA256SUMS", maximalBytes);
  if (bytes === undefined) return { files: 0, fault: "SHA256SUMS" };
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  const last = lines.pop();
  const sums = lines.map((line) => /^([0-9a-f]{64}) {2}([\w.-]+)$/.exec(line));
  if (last !== "" || sums.length === 0 || sums.includes(null)) return { files: 0, fault: "SHA256SUMS" };
  return firstOther(
    files,
    sums.map((match) => ({ path: match?.[2] ?? "", digest: match?.[1] ?? "" })),
  );
}

async function firstOther(
  files: LogFiles,
  expected: readonly { readonly path: string; readonly digest: string }[],
): Promise<ArchiveCheck> {
  for (const { path, digest } of expected) {
    const bytes = await read(files, path);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== digest) {
      return { files: expected.length, fault: path };
    }
  }
  return { files: expected.length, fault: undefined };
}

/** A file that is damaged or too large is not what was expected either. */
async function read(files: LogFiles, path: string): Promise<Uint8Array | undefined> {
  try {
    return await files.read(path, maximalBytes);
  } catch (error) {
    if (error instanceof LogFault) return undefined;
    throw error;
  }
}
