import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatSkey, parseSkey, type SigningKey, signingKey } from "@mingzhang/transparency-log";
import { makeFolder, placeFile } from "../storage/sync-folder.ts";

/** How long an old key signs beside the new one, so that everybody has time to learn of it. */
const overlapMs = 90 * 86_400_000;

/** A key of the log and when it signs. */
export interface KeyTerm {
  /** From 1, rising by 1. */
  readonly number: number;
  readonly key: SigningKey;
  readonly since: Date;
  /** Null for the newest key: it signs until another one is made. */
  readonly until: Date | null;
}

/** The log's signing keys: whoever has one of them can sign in the log's name. */
export interface LogKeys {
  /** Oldest first; none before the log has begun. */
  terms(): Promise<readonly KeyTerm[]>;
  /** Makes a further key. False where another process made one at this moment. */
  add(origin: string, since: Date): Promise<boolean>;
}

/** Keys as files of mode 0600 in a folder of mode 0700, one for each; none is ever changed. */
export async function folderKeys(folder: string): Promise<LogKeys> {
  await makeFolder(folder, 0o700);
  const numbers = async () =>
    (await readdir(folder)).filter((name) => /^\d{4}\.key$/.test(name)).map((name) => Number(name.slice(0, 4)));
  return {
    async terms() {
      const sorted = (await numbers()).toSorted((a, b) => a - b);
      const found = await Promise.all(sorted.map(async (number) => ({ number, ...(await readKey(folder, number)) })));
      return found.map((one, at) => {
        const next = found[at + 1];
        return { ...one, until: next ? new Date(next.since.getTime() + overlapMs) : null };
      });
    },
    async add(origin, since) {
      const number = Math.max(0, ...(await numbers())) + 1;
      const key = signingKey(origin, new Uint8Array(randomBytes(32)));
      const bytes = Buffer.from(`since ${since.toISOString()}\n${formatSkey(key)}\n`);
      return placeFile(join(folder, fileName(number)), bytes, { how: "create", drafts: folder, mode: 0o600 });
    },
  };
}

/** The keys that sign at an instant, newest first. */
export function signingAt(terms: readonly KeyTerm[], now: Date): readonly KeyTerm[] {
  return terms.filter(({ until }) => until === null || until > now).toReversed();
}

function fileName(number: number): string {
  return `${String(number).padStart(4, "0")}.key`;
}

async function readKey(folder: string, number: number): Promise<Pick<KeyTerm, "key" | "since">> {
  const [first = "", skey = ""] = (await readFile(join(folder, fileName(number)), "utf8")).split("\n");
  const since = new Date(first.replace(/^since /, ""));
  if (Number.isNaN(since.getTime())) throw new Error(`${fileName(number)} does not say since when it signs`);
  return { since, key: parseSkey(skey) };
}
