import { randomBytes } from "node:crypto";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  formatSkey,
  formatVkey,
  parseSkey,
  type SigningKey,
  signingKey,
  verifierOf,
} from "@mingzhang/transparency-log";
import { makeFolder, placeFile, syncFolder } from "../storage/sync-folder.ts";

/** How long an old key signs beside the new one, so that everybody has time to learn of it. */
const overlapMs = 90 * 86_400_000;

/** A key of the log and when it signs. */
export interface KeyTerm {
  /** From 1, rising. A number is missing where a key was announced and lost before it ever signed. */
  readonly number: number;
  readonly key: SigningKey;
  readonly since: Date;
  /** Null for the newest key: it signs until another one is made. */
  readonly until: Date | null;
}

/** A key that is made and does not sign yet: that begins once the log itself has an entry of it. */
export type PreparedKey = Omit<KeyTerm, "until">;

/** The log's signing keys: whoever has one of them can sign in the log's name. */
export interface LogKeys {
  /** Those that sign or have signed, oldest first; none before the log has begun. */
  terms(): Promise<readonly KeyTerm[]>;
  /** Makes the first key, which signs at once. False where another process made one at this moment. */
  begin(origin: string, since: Date): Promise<boolean>;
  /** The further key that waits for its entry; null where there is none. */
  prepared(): Promise<PreparedKey | null>;
  /** Makes a further key, which does not sign yet. One that another process made at this moment stays. */
  prepare(origin: string, wanted: { readonly number: number; readonly since: Date }): Promise<void>;
  /** From now on the prepared key signs. Nothing happens where another process has seen to that. */
  activate(number: number): Promise<void>;
  /** Forgets a prepared key that was never announced. */
  discard(number: number): Promise<void>;
}

/** Keys as files of mode 0600 in a folder of mode 0700, one for each; none is ever changed. */
export async function folderKeys(folder: string): Promise<LogKeys> {
  await makeFolder(folder, 0o700);
  const numbers = async (form: RegExp) =>
    (await readdir(folder))
      .flatMap((name) => form.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
  const place = (name: string, origin: string, since: Date) => {
    const key = signingKey(origin, new Uint8Array(randomBytes(32)));
    const bytes = Buffer.from(`since ${since.toISOString()}\n${formatSkey(key)}\n`);
    return placeFile(join(folder, name), bytes, { how: "create", drafts: folder, mode: 0o600 });
  };
  return {
    async terms() {
      const signing = await numbers(/^(\d{4})\.key$/);
      const found = await Promise.all(signing.map((number) => readKey(folder, number, "key")));
      return found.map((one, at) => {
        const next = found[at + 1];
        return { ...one, until: next ? endOf(next.since) : null };
      });
    },
    begin: (origin, since) => place(fileName(1, "key"), origin, since),
    async prepared() {
      const [number] = await numbers(/^(\d{4})\.prepared$/);
      return number === undefined ? null : readKey(folder, number, "prepared").catch(absent);
    },
    async prepare(origin, { number, since }) {
      await place(fileName(number, "prepared"), origin, since);
    },
    async activate(number) {
      // One step: there is never a moment without the key, nor one with two.
      await rename(join(folder, fileName(number, "prepared")), join(folder, fileName(number, "key"))).catch(absent);
      await syncFolder(folder);
    },
    async discard(number) {
      await rm(join(folder, fileName(number, "prepared")), { force: true });
      await syncFolder(folder);
    },
  };
}

/** The keys that sign at an instant, newest first. */
export function signingAt(terms: readonly KeyTerm[], now: Date): readonly KeyTerm[] {
  return terms.filter(({ until }) => until === null || until > now).toReversed();
}

/** Until when the key before one that begins then goes on signing. */
export function endOf(since: Date): Date {
  return new Date(since.getTime() + overlapMs);
}

export function vkeyOf({ key }: Pick<KeyTerm, "key">): string {
  return formatVkey(verifierOf(key, "ed25519"));
}

type State = "key" | "prepared";

function fileName(number: number, state: State): string {
  return `${String(number).padStart(4, "0")}.${state}`;
}

async function readKey(folder: string, number: number, state: State): Promise<PreparedKey> {
  const name = fileName(number, state);
  const [first = "", skey = ""] = (await readFile(join(folder, name), "utf8")).split("\n");
  const since = new Date(first.replace(/^since /, ""));
  if (Number.isNaN(since.getTime())) throw new Error(`${name} does not say since when it signs`);
  return { number, since, key: parseSkey(skey) };
}

/** Another process has moved the file on meanwhile. */
function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
