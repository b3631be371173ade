import { surveyStore } from "@mingzhang/event-store/postgres/load";
import { recoverPublicLog, RecoveryRefused } from "@mingzhang/feed";
import { postgresReadModels } from "@mingzhang/read-models";
import type { Environment } from "@mingzhang/runtime";
import { resolveDataDir } from "../database/data-dir.ts";
import { openStore } from "../open-store.ts";
import { explained, logHome } from "../public-log.ts";
import type { Errand } from "../run-once.ts";
import { openPublished, unreadable } from "./open-published.ts";
import { type PublishedLog, publishedAt, publishedLogs } from "./published-log.ts";
import { ownDatabase } from "./target.ts";

/** Builds the log of the environment again and says so. Throws `RecoveryRefused` with nothing written. */
export async function recoverPublicLogOf(errand: Errand, named: string | null): Promise<void> {
  const { env, own } = errand;
  const dataDir = resolveDataDir("main", env.dataDir);
  const opened = named === null ? null : await openPublished(named).catch(thrown);
  if (opened) own(opened.close);
  const databaseUrl = await ownDatabase(errand, dataDir);
  await refuseWhileRunning(databaseUrl);
  const store = await openStore({ env, databaseUrl });
  own(() => store.close());
  const head = () => store.head();
  const readModels = postgresReadModels({ connection: { connectionString: databaseUrl }, head });
  own(() => readModels.close());
  const { outcome, checkpoint, confirmed } = await explained(async () =>
    recoverPublicLog({
      ...logHome(env, dataDir),
      readModels,
      head,
      publicUrl: env.publicUrl,
      source: opened?.source ?? null,
      others: await elsewhere(env, dataDir),
    }),
  ).catch(thrown);
  const { origin, size } = checkpoint;
  process.stdout.write(said[outcome](origin, size));
  if (!confirmed) process.stdout.write(unconfirmed);
}

/** Who else tells how far the log has come. What a data folder holds is read with the log itself, if it is there. */
async function elsewhere(env: Environment, dataDir: string): Promise<readonly PublishedLog[]> {
  const publicUrl = env.publicUrl ?? null;
  if (env.logStorage) return publishedLogs({ dataDir, asked: null, publicUrl });
  return publicUrl === null ? [] : publishedAt(publicUrl);
}

/** A server on this database would write the log at the same time; that of a data folder of its own is seen before. */
async function refuseWhileRunning(databaseUrl: string): Promise<void> {
  const { sessions } = await surveyStore({ connectionString: databaseUrl });
  if (sessions === 0) return;
  throw new RecoveryRefused(
    "数据库正由运行中的明账使用：请先停止所有进程再重建日志",
    "a running Mingzhang uses the database: stop all of its processes before the log is rebuilt",
  );
}

function thrown(error: unknown): never {
  throw unreadable(error);
}

const unconfirmed =
  "没有见证人可以证实此后再没有公布过别的：启动之前，请向镜像和读者确认没有条数更多的检查点，否则日志会分叉 ｜ no " +
  "witness could confirm that nothing was published after it: before the start, make sure with mirrors and readers " +
  "that nobody has a checkpoint of more entries, or the log forks\n";

const said = {
  rebuilt: (origin: string, size: number) =>
    `已由事件重建 ${origin}：前 ${size} 条与最后公布的完全一致；其余记录在下次启动后公布 ｜ ` +
    `rebuilt ${origin} from the events: its first ${size} entries are those that were published last; the others are ` +
    "published after the next start\n",
  "in-order": (origin: string, size: number) =>
    `${origin} 完好（${size} 条），无需重建 ｜ ${origin} is in order (${size} entries), there is nothing to rebuild\n`,
};
