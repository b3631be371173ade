import type { PublishedLog } from "./published-log.ts";
import { readEvents } from "./read-events.ts";
import { damaged } from "./restore-refused.ts";
import { StoreCheck } from "./store-check.ts";
import type { OpenBackup } from "./zip-reader.ts";

/** Why a restore would set the public log back: a line in both languages. */
export type Reason = readonly [zh: string, en: string];

/**
 * Reads the whole backup once before anything is done with it: every part against its hash, every event against the
 * promises of a store, counts and root against the manifest. Throws `RestoreRefused` naming the part. Gives the
 * reasons that the published logs are against it.
 */
export async function examineBackup(
  backup: OpenBackup,
  published: readonly PublishedLog[],
  onProgress: (done: number, all: number) => void,
): Promise<readonly Reason[]> {
  const { manifest } = backup;
  const check = new StoreCheck(published.map(({ size }) => size));
  for await (const batch of readEvents(backup)) {
    for (const event of batch) {
      try {
        check.add(event);
      } catch (error) {
        throw damaged(`position ${event.position}`, (error as Error).message);
      }
    }
    onProgress(check.head.size, manifest.events);
  }
  for (const part of manifest.parts) {
    if (part.name.startsWith("events/")) continue;
    for await (const _ of backup.read(part)) continue;
  }
  const { size } = check.head;
  if (size !== manifest.events || String(check.position) !== manifest.lastPosition) {
    throw damaged("events", `${size} up to ${check.position}, ${manifest.events} up to ${manifest.lastPosition}`);
  }
  if (manifest.log.root !== check.head.root) throw damaged("log", "root");
  return published.flatMap((log) => reasonsOf(log, check));
}

function reasonsOf({ place, size, root }: PublishedLog, check: StoreCheck): readonly Reason[] {
  const { size: own } = check.head;
  if (size > own) {
    return [
      [
        `${place} 已公布 ${size} 条，备份只有 ${own} 条：恢复后将缺少已公布的 ${size - own} 条`,
        `${place} has published ${size} entries and the backup holds ${own}: the ${size - own} last ones would be gone`,
      ],
    ];
  }
  if (check.rootAt(size) === root) return [];
  return [
    [
      `${place} 已公布的前 ${size} 条与备份中的不同：这不是同一份记录`,
      `the ${size} entries that ${place} has published are not those of the backup: it is of another record`,
    ],
  ];
}
