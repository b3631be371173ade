import { stat } from "node:fs/promises";
import type { LogFiles } from "../tiles/log-files.ts";
import { folderSource } from "./folder-source.ts";
import { Hindered } from "./outage.ts";
import { urlSource } from "./url-source.ts";
import { zipSource } from "./zip-source.ts";

/** A log to read, wherever it lies. `paths` is undefined where files cannot be listed. */
export interface LogSource {
  readonly files: LogFiles;
  readonly paths: readonly string[] | undefined;
  close(): Promise<void>;
}

/** Opens an http(s) address, a folder or a zip archive of static files. */
export async function openSource(source: string): Promise<LogSource> {
  if (/^https?:\/\//i.test(source)) return urlSource(source);
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw new Hindered("no-source", source);
  return found.isDirectory() ? folderSource(source) : zipSource(source);
}
