import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Part } from "./manifest.ts";

// More would cost the processor that recordings need at the same time, for a few percent of the size.
const compressionLevel = 4;

/** A zip archive that is written part by part, in constant memory. */
export class ZipWriter {
  readonly #zip = new ZipFile();
  readonly #file: WriteStream;
  readonly #written: Promise<void>;
  readonly #failed: Promise<never>;

  /** Makes the file, for its owner alone. The path must be free. */
  constructor(path: string) {
    this.#file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
    this.#written = pipeline(this.#zip.outputStream, this.#file);
    this.#failed = Promise.race([
      this.#written.then(() => new Promise<never>(() => undefined)),
      once(this.#zip, "error").then(([error]) => Promise.reject(error as Error)),
    ]);
    this.#failed.catch(() => undefined);
  }

  /** Adds a file and waits until it is in the archive. */
  async add(name: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Part> {
    const hash = createHash("sha256");
    let bytes = 0;
    async function* counted() {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    const stream = Readable.from(counted(), { objectMode: false });
    const ended = new Promise<void>((resolve, reject) => {
      stream.once("end", resolve).once("error", reject);
    });
    // Without a time of its own: the same content gives the same bytes.
    this.#zip.addReadStream(stream, name, { mtime: new Date(0), mode: 0o100600, compressionLevel });
    await Promise.race([ended, this.#failed]);
    return { name, bytes, sha256: hash.digest("hex") };
  }

  /** Writes the table of contents; resolves when all is on the disk. Gives the size of the file. */
  async end(): Promise<number> {
    this.#zip.end();
    await Promise.race([this.#written, this.#failed]);
    return this.#file.bytesWritten;
  }

  async abandon(): Promise<void> {
    this.#file.destroy();
    await this.#written.catch(() => undefined);
  }
}
