import { mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readVaultRows } from "@mingzhang/api";
import { OperatorError } from "@mingzhang/runtime";
import { resolveDataDir } from "../database/data-dir.ts";
import { openStore } from "../open-store.ts";
import type { Errand } from "../run-once.ts";
import { isTaken, makeBackup } from "./make-backup.ts";
import { progressLines } from "./progress.ts";
import { publishedNote } from "./published-log.ts";
import { hasCluster, running } from "./target.ts";

/** Backs the installation of the environment up and says where to; into its own folder where no file is given. */
export async function backUp(errand: Errand, given: string | null): Promise<void> {
  const { env } = errand;
  const began = performance.now();
  const dataDir = resolveDataDir("main", env.dataDir);
  if (!env.databaseUrl && !(await hasCluster(dataDir))) throw nothingThere(dataDir);
  const file = given === null ? join(dataDir, "backups", defaultName(new Date())) : fromCaller(given);
  await refuseTaken(file, given === null);
  const databaseUrl = await running(errand, dataDir);
  const store = await openStore({ env, databaseUrl });
  errand.own(() => store.close());
  if ((await store.lastPosition()) === 0n) throw nothingThere(dataDir);
  const { manifest, bytes } = await makeBackup({
    store,
    engine: env.eventStoreUrl ? "eventstoredb" : "postgresql",
    dataDir,
    vault: readVaultRows(databaseUrl),
    published: await publishedNote(dataDir),
    file,
    onProgress: progressLines("备份", "backing up"),
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { events, plans, lastPosition, parts } = manifest;
  const files = parts.filter(({ name }) => name.startsWith("files/")).length;
  process.stdout.write(
    `已备份到 ${file}：${events} 个事件（至位置 ${lastPosition}）、${plans.length} 个规划、${files} 个文件，` +
      `${bytes} 字节，用时 ${seconds} 秒。内含密钥和未公开的记录，请妥善保管，并另存他处 ｜ ` +
      `backed up to ${file}: ${events} events up to position ${lastPosition}, ${plans.length} plans, ` +
      `${files} files, ${bytes} bytes, in ${seconds} s. ` +
      "It holds keys and what is not public: guard it, and keep a copy elsewhere\n",
  );
}

function defaultName(now: Date): string {
  return `mingzhang-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}.zip`;
}

/** npm runs scripts in the repository's folder; what was typed is relative to where it was typed. */
function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

async function refuseTaken(file: string, make: boolean): Promise<void> {
  if (await isTaken(file)) {
    throw new OperatorError([`${file} 已存在：请换一个文件名`, `${file} is there already: name another file`]);
  }
  const folder = dirname(file);
  if (make) await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await stat(folder).catch(() => null))?.isDirectory()) return;
  throw new OperatorError([`没有文件夹 ${folder}`, `there is no folder ${folder}`]);
}

function nothingThere(dataDir: string): OperatorError {
  return new OperatorError([
    `没有可备份的事件：请核对 DATA_DIR（${dataDir}）或 DATABASE_URL`,
    `there is no event to back up: check DATA_DIR (${dataDir}) or DATABASE_URL`,
  ]);
}
