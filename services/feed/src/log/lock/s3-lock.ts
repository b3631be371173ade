import type { S3Bucket } from "../storage/s3-bucket.ts";
import type { Locked, LockStore } from "./lock-store.ts";

const key = "log-lock";

/**
 * A lock store that is one object, replaced by conditional writes only. It stands beside the log's files, not in them.
 */
export function s3Lock(bucket: S3Bucket): LockStore {
  const read = async (): Promise<{ locked: Locked; etag: string } | null> => {
    const { status, etag, bytes } = await bucket.get(key);
    if (status === 404) return null;
    const [, number = "", checkpoint = ""] =
      /^generation (\d{1,15})\n([^]*)$/.exec(Buffer.from(bytes).toString()) ?? [];
    if (number === "" || etag === null) throw new Error("the lock store holds something else than a checkpoint");
    return { locked: { generation: Number(number), checkpoint }, etag };
  };
  return {
    read: async () => (await read())?.locked ?? null,
    async replace(previous, checkpoint): Promise<Locked | null> {
      const before = await read();
      if ((before?.locked.generation ?? 0) !== (previous?.generation ?? 0)) return null;
      const locked = { generation: (previous?.generation ?? 0) + 1, checkpoint };
      const bytes = Buffer.from(`generation ${locked.generation}\n${checkpoint}`);
      const headers: Record<string, string> = before ? { "If-Match": before.etag } : { "If-None-Match": "*" };
      const { status } = await bucket.put(key, { bytes, headers });
      if (status === 200) return locked;
      // The first try of a repeated write, or another writer with the very same checkpoint: both bind the same tree.
      const after = await read();
      return after?.locked.generation === locked.generation && after.locked.checkpoint === checkpoint ? locked : null;
    },
  };
}
