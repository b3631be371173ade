import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { type EvidenceFiles, evidenceFolder, type Held } from "@mingzhang/evidence";

/** Files of evidence in a folder of their own. */
export interface SomeEvidence {
  readonly files: EvidenceFiles;
  /** Keeps a picture, another one for each shade, as an upload does. */
  keepPicture(shade: number): Promise<Held>;
  dispose(): Promise<void>;
}

export async function someEvidence(): Promise<SomeEvidence> {
  const folder = await mkdtemp(join(tmpdir(), "api-evidence-"));
  const files = evidenceFolder(folder);
  return {
    files,
    async keepPicture(shade) {
      const kept = await files.keep(png({ width: 96, height: 64 }, shade), "image/png");
      if ("fault" in kept) throw new Error(kept.fault);
      return kept.held;
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A grey picture. */
function png({ width, height }: { width: number; height: number }, shade: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = deflateSync(
    Buffer.concat(Array.from({ length: height }, () => Buffer.alloc(width + 1, shade).fill(0, 0, 1))),
  );
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
