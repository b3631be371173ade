import { createHash } from "node:crypto";

/** Logical shards: more than there will be workers, so that they can be shared out evenly. */
export const shardCount = 16;

/** The shard of a plan, the same one on every machine for ever. */
export function shardOf(plan: string): number {
  const known = shards.get(plan);
  if (known !== undefined) return known;
  const shard = createHash("sha256").update(plan).digest().readUInt32BE() % shardCount;
  if (shards.size >= keptSlugs) shards.clear();
  shards.set(plan, shard);
  return shard;
}

const keptSlugs = 50_000;
const shards = new Map<string, number>();
