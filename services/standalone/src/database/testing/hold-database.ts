import { runProcess } from "@mingzhang/runtime";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

// Run by the tests as a process of its own, so that it can be killed: starts the database of `DATA_DIR` and prints its
// URL.
await runProcess(async ({ env, log, own }) => {
  const database = await startEmbeddedPostgres({ dataDir: env.dataDir ?? "", log });
  own("database", database.stop);
  process.stdout.write(`${database.url}\n`);
});
