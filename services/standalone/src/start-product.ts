import { type EventStore } from "@mingzhang/event-store";
import { evidenceFolder } from "@mingzhang/evidence";
import { feedApp, type KeptLog, sweepEvidence } from "@mingzhang/feed";
import type { Running } from "@mingzhang/runtime";
import type { Hono } from "hono";
import { openCore } from "./core.ts";
import { openDatabase } from "./database.ts";
import { resolveDataDir } from "./database/data-dir.ts";
import { ensureDemo } from "./demo/ensure-demo.ts";
import { productApp, startingApp } from "./http/app.ts";
import { clientAddresses } from "./http/client-address.ts";
import { consoleFiles } from "./http/console-files.ts";
import { listen } from "./http/listen.ts";
import { createMetrics } from "./http/metrics.ts";
import { readinessOf } from "./http/readiness.ts";
import { loadBaiyuPlan } from "./load-plan.ts";
import { refuseForeignStore } from "./open-store.ts";
import { everythingProved, keepPublicLog } from "./public-log.ts";
import { localUrl, noteAddress } from "./server-address.ts";
import { startNotice } from "./start-notice.ts";
import { writeToken } from "./write-token.ts";

const visibleWithinMs = 60_000;

/**
 * Database, event store, projector, API, feed, console and portal in this process, on one port. `demo` begins with five
 * simulated years and marks everything.
 */
export async function startProduct(kind: "start" | "demo", { env, log, own }: Running): Promise<void> {
  const began = performance.now();
  const simulated = kind === "demo";
  const dataDir = resolveDataDir(simulated ? "demo" : "main", env.dataDir);
  const onLost = (err: Error) => {
    log.fatal({ err }, "crashed");
    process.exit(1);
  };
  const clientAddress = clientAddresses(process.env["TRUSTED_PROXIES"]);
  if (simulated) refuseForeignStore(env);
  const database = await openDatabase({ env, dataDir, log, onLost });
  own("database", database.stop);
  const token = await writeToken(env, dataDir);
  const consoleApp = await consoleFiles();

  let app: Hono = startingApp();
  const server = await listen((request, from) => app.fetch(request, { clientAddress: clientAddress(from) }), env);
  const url = localUrl(env.host, server.port);
  const stopping = new AbortController();
  if (simulated) await ensureDemo(database.url, evidenceFolder(dataDir), log);
  const opened: { publicLog?: KeptLog } = {};
  const core = await openCore({
    env,
    databaseUrl: database.url,
    dataDir,
    writeToken: token.value,
    simulated,
    publicLog: async () => (await opened.publicLog?.standing()) ?? null,
    log,
    stopping: stopping.signal,
    own,
  });
  if (!simulated) await loadBaiyuPlan(core.recorder);
  const { store, readModels, projector, evidence, api } = core;
  const publicUrl = env.publicUrl ?? url;
  const publicLog = await keepPublicLog({ env, dataDir, store, readModels, localUrl: url, log });
  opened.publicLog = publicLog;
  own("public log", () => publicLog.writer.stop());
  const feed = feedApp({ readModels, publicUrl, log, evidence, published: publicLog.published });
  void sweepEvidence({ readModels, files: evidence, signal: stopping.signal, log });
  const stoppedBy = () => projector.failure();
  const readiness = () => readinessOf({ store, readModels, stoppedBy, publicLog: publicLog.health });
  const metrics = createMetrics(readiness);
  app = productApp({ api, consoleApp, feed, metrics, readiness, secure: publicUrl.startsWith("https:"), log });
  await everythingVisible(store, readModels);
  await everythingProved(publicLog);
  own("address", await noteAddress(dataDir, url));
  own("http", async () => {
    stopping.abort();
    await server.close();
  });
  const { origin: logOrigin } = publicLog;
  const seconds = (performance.now() - began) / 1000;
  const freshToken = token.fresh ? token.value : null;
  const facts = { url: publicUrl, dataDir, freshToken, tokenPlace: token.place, logOrigin, simulated, seconds };
  process.stdout.write(startNotice(facts));
}

/** The first reader is not to meet an empty portal. */
async function everythingVisible(
  store: EventStore,
  readModels: { waitFor(position: bigint, waitMs: number): Promise<boolean> },
): Promise<void> {
  const { position } = await store.head();
  await readModels.waitFor(position, visibleWithinMs);
}
