import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { vaultName } from "./manifest.ts";
import type { OpenBackup } from "./zip-reader.ts";

/** The rows of the vault that a backup holds, as lines. */
export async function* readVaultPart({ manifest, read }: OpenBackup): AsyncGenerator<string> {
  const part = manifest.parts.find(({ name }) => name === vaultName);
  if (part) yield* createInterface({ input: Readable.from(read(part)), crlfDelay: Infinity });
}
