import { describeEventStoreContract } from "../contract/contract-suite.ts";
import { breakables } from "../testing/breakables.ts";
import { testDatabase } from "./test-database.ts";

describeEventStoreContract(
  "PostgreSQL",
  async () => {
    const database = testDatabase();
    const { openBreakable, closeProxies } = breakables(database.url, (url, patienceMs) =>
      database.open({ pool: url, patienceMs }),
    );
    return {
      store: await database.open(),
      open: () => database.open(),
      openBreakable,
      delayCommits: () => database.delayCommits(4),
      async dispose() {
        await database.dispose();
        await closeProxies();
      },
    };
  },
  { idsAreKnown: "everywhere", connections: "can break" },
);
