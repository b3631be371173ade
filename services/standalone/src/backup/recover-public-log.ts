import { recoverPublicLog } from "@mingzhang/feed";
import { postgresReadModels } from "@mingzhang/read-models";
import { resolveDataDir } from "../database/data-dir.ts";
import { openStore } from "../open-store.ts";
import { explained, logHome } from "../public-log.ts";
import type { Errand } from "../run-once.ts";
import { openPublished, unreadable } from "./open-published.ts";
import { publishedLogs } from "./published-log.ts";
import { ownDatabase } from "./target.ts";

/** Builds the log of the environment again and says so. Throws `RecoveryRefused` with nothing written. */
export async function recoverPublicLogOf(errand: Errand, named: string | null): Promise<void> {
  const { env, own } = errand;
  const dataDir = resolveDataDir("main", env.dataDir);
  const opened = named === null ? null : await openPublished(named).catch(thrown);
  if (opened) own(opened.close);
  const databaseUrl = await ownDatabase(errand, dataDir);
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
      others: await publishedLogs({ dataDir, asked: null, publicUrl: env.publicUrl ?? null }),
    }),
  ).catch(thrown);
  const { origin, size } = checkpoint;
  process.stdout.write(said[outcome](origin, size));
  if (!confirmed) process.stdout.write(unconfirmed);
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
