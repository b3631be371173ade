import { setTimeout as pause } from "node:timers/promises";
import { recoverLog, type RecoveryNeeds } from "../recover/recover-log.ts";
import { type LogWriter, startLogWriter } from "../writer/log-writer.ts";
import type { LogPlaces } from "../writer/open-log.ts";
import type { PublicEvents } from "../writer/public-events.ts";
import type { Witnesses } from "../writer/witnesses.ts";
import { memoryKeys } from "./memory-keys.ts";
import { memoryLock } from "./memory-lock.ts";
import { memoryStorage } from "./memory-storage.ts";
import { TestEvents } from "./test-events.ts";

export const origin = "log.example/log";
export const url = `https://${origin}`;
export const nobody = { witnesses: [], groups: [], quorum: "none" };
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const signs: Witnesses = ({ note }) => Promise.resolve({ met: true, note, answers: [] });

/** The stores of a log without a disk. */
export interface MemoryPlaces extends LogPlaces {
  readonly storage: ReturnType<typeof memoryStorage>;
  readonly lock: ReturnType<typeof memoryLock>;
}

export function emptyPlaces(keys = memoryKeys()): MemoryPlaces {
  return { storage: memoryStorage(), lock: memoryLock(), keys };
}

/** Lets a writer publish all events, and stops it. */
export async function grown(places: LogPlaces, events: PublicEvents & { readonly size: number }): Promise<void> {
  const timing = { gatherMs: 1, intervalMs: 1, retryMs: 5 };
  const given = { origin, url, events, witnesses: signs, witnessPolicy: nobody, log: silent, timing };
  const writer = await startLogWriter({ ...places, ...given, now: () => new Date("2026-01-09T02:11:07Z") });
  await published(writer, events.size);
}

/** Waits until a writer has published so many entries, and stops it. */
export async function published(writer: LogWriter, size: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (writer.status().publishedSize < size && performance.now() < deadline) await pause(2);
  const found = writer.status();
  await writer.stop();
  if (found.publishedSize !== size) throw new Error(`${size} entries were to be published: ${JSON.stringify(found)}`);
}

/** A log of so many entries that was published, and its events. */
export async function publishedLog(size: number): Promise<MemoryPlaces & { readonly events: TestEvents }> {
  const [places, events] = [emptyPlaces(), new TestEvents()];
  events.record(size);
  await grown(places, events);
  return { ...places, events };
}

type Files = ReadonlyMap<string, Uint8Array>;

export const copy = (files: Files): Map<string, Uint8Array> =>
  new Map([...files].map(([path, bytes]) => [path, new Uint8Array(bytes)]));

/** Files of a log as a mirror serves them, or its checkpoint alone. */
export const mirrorOf = (files: Files, whole = true) => ({
  place: "https://mirror.example/log",
  files: { read: (path: string) => Promise.resolve(whole || path === "checkpoint" ? files.get(path) : undefined) },
  whole,
});

export const recoverWith = (
  places: LogPlaces,
  more: Pick<RecoveryNeeds, "events" | "source"> & Partial<RecoveryNeeds>,
) => recoverLog({ ...places, others: [], witnesses: signs, witnessPolicy: nobody, url, ...more });
