import type { LogFiles } from "@mingzhang/transparency-log";

/**
 * Where the files of a log are kept: a folder or a bucket. What `create` or `replace` has resolved for survives a loss
 * of power. Paths are those below the log's address (`tile/0/000`), and always canonical ones.
 */
export interface LogStorage extends LogFiles {
  /**
   * Writes an object that never changes. Where the same bytes are there already nothing happens; other bytes are a
   * `LogRefusal` ("object-differs").
   */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes one of the few objects that change, whole or not at all: the checkpoint, a page that grows. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Bytes of an object, or undefined where there is none. */
  head(path: string): Promise<number | undefined>;
}
