import { setTimeout as pause } from "node:timers/promises";
import type { EventStore } from "@mingzhang/event-store";
import { type KeptLog, type LogHome, LogRefusal, openPublicLog, readS3Setting, WrongPolicy } from "@mingzhang/feed";
import type { ReadModels } from "@mingzhang/read-models";
import { type Environment, type Log, OperatorError } from "@mingzhang/runtime";

const firstCheckpointWithinMs = 10_000;
const tablesWithinMs = 10_000;

export interface PublicLogNeeds {
  readonly env: Environment;
  readonly dataDir: string;
  readonly store: Pick<EventStore, "head">;
  readonly readModels: ReadModels;
  readonly localUrl: string;
  readonly log: Log;
}

/** The public log of this installation, growing with its events. What an operator set wrong ends the start. */
export async function keepPublicLog(needs: PublicLogNeeds): Promise<KeptLog> {
  const { env, dataDir, store, readModels, localUrl, log } = needs;
  const home = logHome(env, dataDir);
  const head = () => store.head();
  // A new installation makes its tables at this moment: a log that began before them would call that trouble.
  await readModels.waitFor(0n, tablesWithinMs);
  return explained(() => openPublicLog({ ...home, readModels, head, publicUrl: env.publicUrl, localUrl, log }));
}

/** Where the log is kept, by the environment. Throws an `OperatorError` for a bucket that cannot be used. */
export function logHome(env: Pick<Environment, "logStorage" | "logPolicy">, dataDir: string): LogHome {
  const { logStorage, logPolicy: policyFile } = env;
  if (!logStorage) return { dataDir, bucket: null, policyFile };
  const bucket = readS3Setting(logStorage, process.env);
  if (bucket) return { dataDir, bucket, policyFile };
  throw new OperatorError([
    `LOG_STORAGE=${logStorage} 用不了：请核对 endpoint，并设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY`,
    `LOG_STORAGE=${logStorage} cannot be used: check its endpoint, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
  ]);
}

/** What keeps a log from being opened, in the words of whoever set it up. */
export async function explained<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof LogRefusal) throw new OperatorError(error.lines);
    if (error instanceof WrongPolicy) throw new OperatorError(error.lines);
    throw error;
  }
}

/** The first reader is to find everything proved, where nothing keeps it from being so. */
export async function everythingProved({ writer }: Pick<KeptLog, "writer">): Promise<void> {
  const deadline = performance.now() + firstCheckpointWithinMs;
  const isDone = () => {
    const { state, size, publishedSize } = writer.status();
    return (state !== "starting" && state !== "growing") || (state === "growing" && publishedSize === size);
  };
  while (!isDone() && performance.now() < deadline) await pause(20);
}
