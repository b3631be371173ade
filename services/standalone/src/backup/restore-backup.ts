import { loadVaultRows } from "@mingzhang/api";
import { loadEvents, StoreInUse, surveyStore } from "@mingzhang/event-store/postgres/load";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { postgresReadModels, rebuildReadModels } from "@mingzhang/read-models";
import { examineBackup, type Reason } from "./examine-backup.ts";
import { otherFiles, placeFiles } from "./place-files.ts";
import { planHash } from "./plan-hashes.ts";
import { progressLines } from "./progress.ts";
import type { PublishedLog } from "./published-log.ts";
import { readEvents } from "./read-events.ts";
import { readVaultPart } from "./read-vault-part.ts";
import { RestoreRefused } from "./restore-refused.ts";
import type { OpenBackup } from "./zip-reader.ts";

export interface RestoreNeeds {
  readonly backup: OpenBackup;
  readonly dataDir: string;
  readonly published: readonly PublishedLog[];
  readonly override: boolean;
  /** Whether a database is there already, which may hold something. */
  readonly targetExists: boolean;
  /** Opens the database, making it where there is none; called once. */
  readonly openDatabase: () => Promise<string>;
  /** Names what is replaced. */
  readonly now: Date;
}

export interface Restored {
  /** Where what was there before is kept; null where nothing was. */
  readonly keptSchema: string | null;
  readonly keptFolder: string | null;
  /** What was overridden. */
  readonly overridden: readonly Reason[];
}

/**
 * Puts a backup in the place of an empty installation, or with `override` of any. Everything is looked at before
 * anything is changed; then files, events in one transaction, read models; then every plan is compared with the hash
 * that it had. Throws `RestoreRefused`.
 */
export async function restoreBackup(needs: RestoreNeeds): Promise<Restored> {
  const { backup, dataDir, published, override, now } = needs;
  const examining = progressLines("检查备份", "examining the backup");
  const setBack = await examineBackup(backup, published, examining);
  const stamp = now
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, "")
    .toLowerCase();
  const others = await otherFiles(backup, dataDir);
  const inTheWay = others.length > 0 ? [otherContent(dataDir, others)] : [];
  let url: string | null = null;
  if (needs.targetExists) {
    url = await needs.openDatabase();
    const { events, sessions } = await surveyStore({ connectionString: url });
    if (sessions > 0) throw inUse();
    if (events > 0n) inTheWay.push(notEmpty(events));
  }
  const reasons = [...setBack, ...inTheWay];
  if (reasons.length > 0 && !override) {
    const effects = [...(inTheWay.length > 0 ? [movedAside] : []), ...(setBack.length > 0 ? [logStays] : [])];
    throw new RestoreRefused(...reasons, nothingChanged, ...effects);
  }
  url ??= await needs.openDatabase();
  const keptFolder = `replaced-${stamp}`;
  const keptSchema = `event_store_replaced_${stamp}`;
  await placeFiles(backup, dataDir, keptFolder);
  const kept = await load(backup, url, override ? { keepIn: keptSchema } : {});
  await loadVaultRows(url, readVaultPart(backup));
  await compareAll(backup, url);
  return {
    keptSchema: kept ? keptSchema : null,
    keptFolder: others.length > 0 ? keptFolder : null,
    overridden: reasons,
  };
}

async function load(backup: OpenBackup, url: string, keep: { readonly keepIn?: string }): Promise<boolean> {
  const { events, settledAt } = backup.manifest;
  const loading = progressLines("写入事件", "loading events");
  try {
    const { kept } = await loadEvents({
      connection: { connectionString: url },
      events: readEvents(backup),
      settledAt,
      onProgress: (count) => loading(count, events),
      ...keep,
    });
    return kept;
  } catch (error) {
    throw error instanceof StoreInUse ? inUse() : error;
  }
}

/** Builds the tables from the loaded events, and holds every plan, folded and in the tables, to its recorded hash. */
async function compareAll({ manifest }: OpenBackup, url: string): Promise<void> {
  const connection = { connectionString: url };
  const store = await postgresStore({ pool: connection });
  const readModels = postgresReadModels({ connection, head: () => store.head() });
  try {
    const building = progressLines("重建读模型", "building the read models");
    await rebuildReadModels({
      connection,
      store,
      onProgress: ({ position, headPosition }) => building(Number(position), Number(headPosition)),
    });
    const moment = await readModels.resolve({ asOf: manifest.asOf, knownAt: manifest.knownAt });
    for (const plan of manifest.plans) {
      const folded = await planHash(store, plan, manifest);
      const shown = (await readModels.plan(plan.slug, moment))?.stateHash ?? null;
      if (folded !== plan.stateHash || shown !== plan.stateHash) throw otherHash(plan.slug);
    }
  } finally {
    await readModels.close();
    await store.close();
  }
}

function notEmpty(held: bigint): Reason {
  return [`目标数据库已有 ${held} 个事件`, `the target database holds ${held} events already`];
}

function otherContent(dataDir: string, paths: readonly string[]): Reason {
  const names = paths.slice(0, 5).join(", ");
  return [
    `数据文件夹 ${dataDir} 中有内容不同的文件：${names}`,
    `the data folder ${dataDir} has files with other content: ${names}`,
  ];
}

const nothingChanged: Reason = [
  "未作任何改动。加上 --override 则照样恢复：",
  "nothing was changed. With --override it is restored all the same:",
];

const movedAside: Reason = [
  "现有事件移入模式 event_store_replaced_…，内容不同的文件移入 replaced-…，不删除任何东西",
  "events that are there move to a schema event_store_replaced_…, other files to replaced-…; nothing is deleted",
];

const logStays: Reason = [
  "已公布的日志及其锁库保持原样，不会倒退：它将拒绝继续增长，直到事件补齐，或移走日志、锁库和密钥、另起一份日志。" +
    "已公布而备份没有的记录须重新录入，读者将看到两份不同的记录",
  "the published log and its lock store stay as they are and are never set back: the log refuses to grow until the " +
    "events are complete again, or until log, lock store and keys are moved away to begin another one. Records that " +
    "were published and are not in the backup have to be recorded anew, and readers see that two records differ",
];

function inUse(): RestoreRefused {
  return new RestoreRefused([
    "数据库正由运行中的明账使用：请先停止所有进程再恢复",
    "a running Mingzhang uses the database: stop all of its processes before restoring",
  ]);
}

function otherHash(slug: string): Error {
  return new Error(
    `恢复后规划 ${slug} 的状态哈希与备份不同：请勿使用，并报告此问题 ｜ ` +
      `after the restore the plan ${slug} has another state hash than in the backup: do not use it, and report this`,
  );
}
