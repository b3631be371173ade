import { join } from "node:path";
import type { ReadModels } from "@mingzhang/read-models";
import { folderKeys } from "./keys/log-keys.ts";
import { type KeyAnnouncements, type Rotated, rotateKey } from "./keys/rotate-key.ts";
import { folderLock } from "./lock/folder-lock.ts";
import { s3Lock } from "./lock/s3-lock.ts";
import { type LogHealth, logHealth, type LogStanding, logStanding } from "./log-standing.ts";
import { chooseOrigin } from "./origin.ts";
import { type PublicLog, publicLog } from "./read/public-log.ts";
import { folderStorage } from "./storage/folder-storage.ts";
import { s3Bucket, type S3Place } from "./storage/s3-bucket.ts";
import { s3Storage } from "./storage/s3-storage.ts";
import { recoverLog, type Recovered, type RecoveryNeeds } from "./recover/recover-log.ts";
import { readWitnessPolicy } from "./witness-policy.ts";
import { type LogWriter, startLogWriter, type Timing, type WriterLog } from "./writer/log-writer.ts";
import { type LogPlaces, originOf } from "./writer/open-log.ts";
import { publicEvents } from "./writer/public-events.ts";
import { witnessesByHttp } from "./writer/witnesses.ts";

/** Where a log is kept. */
export interface LogHome {
  /** Holds `log-keys`, and where no bucket is named `log` and `log-lock` too. */
  readonly dataDir: string;
  /** A bucket for the files and the lock. */
  readonly bucket: S3Place | null;
  /** File with the witnesses that have to cosign; none where it is undefined. */
  readonly policyFile: string | undefined;
}

export interface LogNeeds extends LogHome {
  readonly readModels: ReadModels;
  /** Position of the last event in the store: nothing counts as missing before the tables have reached it. */
  readonly head: () => Promise<{ readonly position: bigint }>;
  /** As it was set; undefined where nobody but this machine can read the log. */
  readonly publicUrl: string | undefined;
  /** Address of this process, for a policy without a public one. */
  readonly localUrl: string;
  readonly log: WriterLog;
  readonly timing?: Partial<Timing>;
}

/** A log that is kept, and how it is read. */
export interface KeptLog {
  readonly origin: string;
  readonly published: PublicLog;
  readonly writer: LogWriter;
  /** How it stands, in words for people. */
  readonly standing: () => Promise<LogStanding>;
  /** How its writer does, for health pages: nothing of it is for staff alone. */
  readonly health: () => LogHealth;
}

/**
 * Opens the public log and lets it grow with the events. Throws `WrongPolicy`, and a `LogRefusal` where the origin
 * would change or the bucket is not safe; everything else is the writer's state.
 */
export async function openPublicLog(needs: LogNeeds): Promise<KeptLog> {
  const { readModels, head, publicUrl, localUrl, log, timing } = needs;
  const places = await placesOf(needs);
  const origin = chooseOrigin(publicUrl, await originOf(places.lock));
  const writer = await startLogWriter({
    ...places,
    origin,
    url: `${publicUrl ?? localUrl}/log`,
    events: publicEvents(readModels, head),
    witnesses: witnessesByHttp(() => new Date()),
    witnessPolicy: await readWitnessPolicy(needs.policyFile),
    now: () => new Date(),
    log,
    ...(timing ? { timing } : {}),
  });
  const published = publicLog(places.storage);
  const standing = logStanding({ origin, published, writer }, readModels);
  return { origin, published, writer, standing, health: () => logHealth(writer) };
}

export interface LogRecovery extends LogHome, Pick<RecoveryNeeds, "source" | "others"> {
  readonly readModels: ReadModels;
  readonly head: () => Promise<{ readonly position: bigint }>;
  /** As it was set; undefined where nobody but this machine can read the log. */
  readonly publicUrl: string | undefined;
}

/**
 * Builds a lost log again from the events where that is proved to go on from what was published, with no other process
 * at work. Throws `RecoveryRefused` with nothing written, `LogRefusal` and `WrongPolicy`.
 */
export async function recoverPublicLog(recovery: LogRecovery): Promise<Recovered> {
  const { readModels, head, publicUrl, source, others } = recovery;
  return recoverLog({
    ...(await placesOf(recovery)),
    events: publicEvents(readModels, head),
    source,
    others,
    witnesses: witnessesByHttp(() => new Date()),
    witnessPolicy: await readWitnessPolicy(recovery.policyFile),
    url: `${publicUrl ?? ""}/log`,
  });
}

/**
 * Makes a further signing key and has it recorded; the old one signs beside it for 90 days. It signs with the first
 * checkpoint whose tree has the entry of it: a writer that runs sees to that, else the next one. Null where no log has
 * begun here, and nothing is recorded then.
 */
export async function rotateLogKey(
  home: LogHome,
  announcements: () => Promise<KeyAnnouncements>,
): Promise<(Rotated & { readonly origin: string }) | null> {
  const { lock, keys } = await placesOf(home);
  const origin = await originOf(lock);
  if (origin === null) return null;
  return { origin, ...(await rotateKey(keys, await announcements(), { origin, now: new Date() })) };
}

async function placesOf({ dataDir, bucket }: LogHome): Promise<LogPlaces> {
  const keys = await folderKeys(join(dataDir, "log-keys"));
  if (bucket === null) {
    const [storage, lock] = await Promise.all([
      folderStorage(join(dataDir, "log")),
      folderLock(join(dataDir, "log-lock")),
    ]);
    return { storage, lock, keys };
  }
  const s3 = await s3Bucket(bucket);
  return { storage: s3Storage(s3), lock: s3Lock(s3), keys };
}
