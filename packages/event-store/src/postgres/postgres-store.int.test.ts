import { describeEventStoreContract } from "../contract/contract-suite.ts";
import { testDatabase } from "./test-database.ts";

describeEventStoreContract("PostgreSQL", async () => {
  const database = testDatabase();
  return {
    store: await database.open(),
    open: () => database.open(),
    delayCommits: () => database.delayCommits(4),
    dispose: () => database.dispose(),
  };
});
