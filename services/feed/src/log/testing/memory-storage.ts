import { LogRefusal } from "../log-refusal.ts";
import type { LogStorage } from "../storage/log-storage.ts";

/** A storage without a disk. It passes the same contract as the others. */
export function memoryStorage(files = new Map<string, Uint8Array>()): LogStorage & { files: Map<string, Uint8Array> } {
  return {
    files,
    read: (path) => Promise.resolve(files.get(path)),
    head: (path) => Promise.resolve(files.get(path)?.length),
    create(path, bytes) {
      const there = files.get(path);
      if (there !== undefined && !Buffer.from(there).equals(bytes)) {
        return Promise.reject(new LogRefusal("object-differs", path));
      }
      files.set(path, there ?? new Uint8Array(bytes));
      return Promise.resolve();
    },
    replace(path, bytes) {
      files.set(path, new Uint8Array(bytes));
      return Promise.resolve();
    },
  };
}
