import { EventStoreDBClient } from "@eventstore/db-client";
import { describe, expect, it } from "vitest";
import { describeEventStoreContract } from "../contract/contract-suite.ts";
import { event } from "../contract/given.ts";
import { breakables } from "../testing/breakables.ts";
import { testDouble, testStores } from "./testing/test-stores.ts";

/** As servers for this store have to be configured: an append may have 16 MiB. */
const maxAppendBytes = 16 * 1024 * 1024 - 1;

/** A clock on which many appends share their time: harder than a server's own. */
const coarseTicks = (): bigint => BigInt(Date.now()) * 10_000n;

const idsAreKnown = "in their stream";

describeEventStoreContract(
  "EventStoreDB, as its protocol double speaks,",
  async () => {
    const { double, open, close } = await testDouble({ maxAppendBytes, ticks: coarseTicks });
    const { openBreakable, closeProxies } = breakables(double.url, (connectionString, patienceMs) =>
      open({ connectionString, patienceMs, answerMs: 500, doubtMs: 100 }),
    );
    return {
      store: await open(),
      open,
      openBreakable,
      async delayCommits() {
        double.log.commitDelayMs = 4;
      },
      async dispose() {
        await close();
        await closeProxies();
      },
    };
  },
  { idsAreKnown, connections: "can break" },
);

// A server that can be had: a cluster of its own, or the one that the compose file starts.
const serverUrl = process.env["EVENT_STORE_TEST_URL"];
if (serverUrl) {
  describeEventStoreContract(
    "EventStoreDB, the server at EVENT_STORE_TEST_URL,",
    async () => {
      const { open, close } = testStores(serverUrl);
      // The server's positions are handed out in commit order, so there is no gap to widen.
      return { store: await open(), open, delayCommits: async () => undefined, dispose: close };
    },
    // A proxy in front of one node is passed by as soon as another one leads.
    { idsAreKnown, connections: "none" },
  );
} else {
  process.stdout.write(
    "EVENT_STORE_TEST_URL is not set: the EventStoreDB engine is tested against its protocol double only, " +
      "and not against any server.\n",
  );
}

describe("what the store writes", () => {
  it("is JSON in streams of its namespace, to be read with any client", async () => {
    const { double, namespace, open, close } = await testDouble();
    const given = event({ 金额: "1200000", parts: [1, 2] });
    await (await open()).append("plan-1", "absent", [given]);
    const client = EventStoreDBClient.connectionString(double.url);
    const read = [];
    for await (const { event: stored } of client.readStream(`${namespace}-plan-1`)) read.push(stored);
    expect(read).toMatchObject([{ id: given.id, type: given.type, data: given.data, isJson: true, revision: 0n }]);
    expect(read[0]?.metadata).toMatchObject({ envelope: 1, index: 0, size: 1, meta: given.meta });
    await client.dispose();
    await close();
  });
});
