import { randomBytes } from "node:crypto";
import { describeEventStoreContract } from "../contract/contract-suite.ts";
import type { EventStore } from "../event-store.ts";
import { eventStoreDbStore } from "./eventstoredb-store.ts";
import { protocolDouble } from "./testing/protocol-double.ts";

/** As servers for this store have to be configured: an append may have 16 MiB. */
const maxAppendBytes = 16 * 1024 * 1024 - 1;

function stores(connectionString: string) {
  const namespace = `t${randomBytes(8).toString("hex")}`;
  const opened: EventStore[] = [];
  return {
    async open() {
      const store = await eventStoreDbStore({ connectionString, namespace });
      opened.push(store);
      return store;
    },
    async close() {
      await Promise.all(opened.map((store) => store.close()));
    },
  };
}

const traits = { idsAreKnown: "in their stream" } as const;

describeEventStoreContract(
  "EventStoreDB, as its protocol double speaks,",
  async () => {
    const double = await protocolDouble({ maxAppendBytes });
    const { open, close } = stores(double.url);
    return {
      store: await open(),
      open,
      async delayCommits() {
        double.log.commitDelayMs = 4;
      },
      async dispose() {
        await close();
        await double.close();
      },
    };
  },
  traits,
);

// A server that can be had: a cluster of its own, or the one that the compose file starts.
const serverUrl = process.env["EVENT_STORE_TEST_URL"];
if (serverUrl) {
  describeEventStoreContract(
    "EventStoreDB, the server at EVENT_STORE_TEST_URL,",
    async () => {
      const { open, close } = stores(serverUrl);
      // The server's positions are handed out in commit order, so there is no gap to widen.
      return { store: await open(), open, delayCommits: async () => undefined, dispose: close };
    },
    traits,
  );
} else {
  process.stdout.write(
    "EVENT_STORE_TEST_URL is not set: the EventStoreDB engine is tested against its protocol double only, " +
      "and not against any server.\n",
  );
}
