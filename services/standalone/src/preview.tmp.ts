import { createRecorder } from "@mingzhang/api";
import { serve } from "@hono/node-server";
import { memoryStore } from "../../../packages/event-store/src/memory/memory-store.ts";
import { feedApp } from "@mingzhang/feed";
import { openWriter, postgresReadModels } from "@mingzhang/read-models";
import { createLog } from "@mingzhang/runtime";
import { baiyuPlan, baiyuSlug } from "./baiyu-plan.ts";
import { startEmbeddedPostgres } from "./database/embedded-postgres.ts";
import { recordDemo } from "./demo/record-demo.ts";
import { demoScript } from "./demo/script.ts";
import { mkdirSync, chmodSync } from "node:fs";
const log = createLog("info");
mkdirSync("/tmp/feedpreview/pg", { recursive: true });
chmodSync("/tmp/feedpreview", 0o755);
chmodSync("/tmp/feedpreview/pg", 0o755);
const database = await startEmbeddedPostgres({ dataDir: "/tmp/feedpreview/pg", log, durable: false });
let current = new Date("2016-01-01T00:00:00Z");
const clock = {
  now: () => current,
  set: async (at: Date) => {
    current = at;
  },
};
const demo = process.argv[2] !== "plain";
const store = memoryStore({ now: clock.now });
const steps = demoScript(await baiyuPlan());
const recorder = createRecorder({
  store,
  readModels: { waitFor: async () => true } as never,
  log,
  now: clock.now,
  simulated: demo,
});
await recordDemo(recorder, { slug: baiyuSlug, steps: demo ? steps : steps.slice(0, 1), clock });
const schema = `prev_${process.pid}`;
const connection = { connectionString: database.url };
const stop = new AbortController();
const writer = await openWriter({ connection, schema, signal: stop.signal });
for await (const batch of store.subscribe({ after: 0n, signal: stop.signal })) {
  await writer.apply(batch);
  if (writer.position() >= (await store.head()).position) break;
}
const readModels = postgresReadModels({ connection, schema, head: () => store.head() });
const app = feedApp({ readModels, publicUrl: "http://127.0.0.1:8391", log });
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8391), hostname: "127.0.0.1" });
process.stdout.write("ready\n");
process.on("SIGTERM", () => {
  void database.stop().then(() => process.exit(0));
});
