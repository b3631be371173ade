import { LogFault, type LogFiles } from "@mingzhang/transparency-log";
import { LogRefusal } from "../log-refusal.ts";
import { keptAs } from "./kept-as.ts";
import type { LogStorage } from "./log-storage.ts";
import { connect, type S3Bucket, type S3Place } from "./s3-bucket.ts";

/** A log in a bucket, with the headers that its files are served with: a CDN in front of it needs nothing else. */
export function s3Storage(bucket: S3Bucket): LogStorage {
  const keyOf = (path: string) => `log/${path}`;
  const read = async (path: string, maximalBytes: number): Promise<Uint8Array | undefined> => {
    const { status, bytes } = await bucket.get(keyOf(path));
    if (status === 404) return undefined;
    if (bytes.length > maximalBytes) throw new LogFault("file-too-large", path);
    return bytes;
  };
  return {
    read,
    async create(path, bytes) {
      const headers = { ...headersOf(path), "If-None-Match": "*" };
      const { status } = await bucket.put(keyOf(path), { bytes, headers });
      if (status === 200) return;
      const there = await read(path, Number.MAX_SAFE_INTEGER);
      if (there === undefined || !Buffer.from(there).equals(bytes)) throw new LogRefusal("object-differs", path);
    },
    async replace(path, bytes) {
      const { status } = await bucket.put(keyOf(path), { bytes, headers: headersOf(path) });
      if (status !== 200) throw new Error(`S3 refused to replace ${path}`);
    },
    async head(path) {
      const { status, length } = await bucket.head(keyOf(path));
      return status === 200 ? length : undefined;
    },
  };
}

/** A log in a bucket, to be read only: nothing is written there, not even to see what its server honours. */
export function bucketFiles(place: S3Place): LogFiles {
  const { read } = s3Storage(connect(place));
  return { read };
}

function headersOf(path: string): Record<string, string> {
  const kept = keptAs(path);
  if (!kept) throw new Error(`${path} is no file of a log`);
  return { "Content-Type": kept.contentType, "Cache-Control": kept.cacheControl };
}
