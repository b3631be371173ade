import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { LogFault } from "../fault.ts";
import type { LogFiles } from "./log-files.ts";

/** Files of a log inside of a page: base64 by path. A page that was saved still verifies with them, offline. */
export type SavedFiles = Readonly<Record<string, string>>;

/** A log from what a page carries. A file that is not there is missing, and no server is asked for it. */
export function savedFiles(saved: SavedFiles): LogFiles {
  return {
    async read(path, maximalBytes) {
      const text = Object.hasOwn(saved, path) ? saved[path] : undefined;
      if (text === undefined) return undefined;
      if (text.length > Math.ceil(maximalBytes / 3) * 4) throw new LogFault("file-too-large", path);
      const bytes = fromBase64(text);
      if (bytes.length > maximalBytes) throw new LogFault("file-too-large", path);
      return bytes;
    },
  };
}

/** The files that a verification reads from `files`, in the form that a page carries. Collected while it runs. */
export function recordedFiles(files: LogFiles): { readonly files: LogFiles; readonly saved: () => SavedFiles } {
  const seen = new Map<string, string>();
  return {
    files: {
      async read(path, maximalBytes) {
        const bytes = await files.read(path, maximalBytes);
        if (bytes !== undefined) seen.set(path, toBase64(bytes));
        return bytes;
      },
    },
    saved: () => Object.fromEntries(seen),
  };
}
