import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { PublishedSource } from "@mingzhang/feed";
import { OperatorError } from "@mingzhang/runtime";
import { LogFault } from "@mingzhang/transparency-log";
import { Hindered, hindranceText, openSource } from "@mingzhang/transparency-log/cli";

/** Opens what an operator names as published: an address, a folder, an archive, or a file with a checkpoint alone. */
export async function openPublished(named: string): Promise<{ source: PublishedSource; close: () => Promise<void> }> {
  // npm runs scripts in the repository's folder; what was typed is relative to where it was typed.
  const place = /^https?:\/\//i.test(named)
    ? named.replace(/\/checkpoint$/, "")
    : resolve(process.env.INIT_CWD ?? process.cwd(), named);
  const note = await noteAlone(place);
  if (note) {
    const read = (path: string) => Promise.resolve(path === "checkpoint" ? note : undefined);
    return { source: { place, files: { read }, whole: false }, close: () => Promise.resolve() };
  }
  const { files, paths, close } = await openSource(place);
  return { source: { place, files, paths, whole: true }, close };
}

/** Why a source cannot be read, in the words of whoever named it; any other error as it is. */
export function unreadable(error: unknown): unknown {
  if (error instanceof Hindered) {
    return new OperatorError([
      `--published：${hindranceText(error, "zh")}`,
      `--published: ${hindranceText(error, "en")}`,
    ]);
  }
  if (error instanceof LogFault)
    return new OperatorError([`--published：${error.message}`, `--published: ${error.message}`]);
  return error;
}

const noteAtMost = 65_536;

/** The bytes of a small file that is no archive; null for anything else. */
async function noteAlone(path: string): Promise<Uint8Array | null> {
  const handle = await open(path).catch(() => null);
  if (!handle) return null;
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > noteAtMost) return null;
    const bytes = new Uint8Array(await handle.readFile());
    return Buffer.from(bytes.subarray(0, 2)).toString() === "PK" ? null : bytes;
  } finally {
    await handle.close();
  }
}
