import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  StreamNotFoundError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from "@eventstore/db-client";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { protocolDouble, type ProtocolDouble } from "./protocol-double.ts";

/** The package's own client, unchanged, is the judge of whether the double speaks the protocol. */
describe("the protocol double, to the client package itself", () => {
  let double: ProtocolDouble;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    double = await protocolDouble();
    client = EventStoreDBClient.connectionString(double.url);
  });
  afterEach(async () => {
    await client.dispose();
    await double.close();
  });

  const named = (n: number) =>
    jsonEvent({ id: randomUUID(), type: "ThingHappened", data: { n }, metadata: { by: "t" } });
  /** With credentials for one call, which a plain channel ignores, the client sends Append in place of BatchAppend. */
  const plainly = { credentials: { username: "a", password: "b" } };

  it.each([
    ["BatchAppend", {}],
    ["Append", plainly],
  ])("takes an append by %s and gives its revision and position", async (_, how) => {
    const first = await client.appendToStream("plan", [named(1), named(2)], { expectedRevision: NO_STREAM, ...how });
    const second = await client.appendToStream("plan", named(3), { expectedRevision: 1n, ...how });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(second).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const read = await all(client.readStream("plan"));
    expect(read.map(({ event }) => [event?.revision, event?.data])).toEqual(
      [1, 2, 3].map((n) => [BigInt(n - 1), { n }]),
    );
    expect(read[1]?.event?.position).toEqual(first.position);
    expect(Math.abs(Date.now() - (read[0]?.event?.created.getTime() ?? 0))).toBeLessThan(5_000);
  });

  it.each([
    ["BatchAppend", {}],
    ["Append", plainly],
  ])("refuses a wrong revision by %s and says which is right", async (_, how) => {
    await client.appendToStream("plan", named(1), how);
    const appending = client.appendToStream("plan", named(2), { expectedRevision: NO_STREAM, ...how });
    await expect(appending).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(appending).rejects.toMatchObject({ actualVersion: 0n, expectedVersion: NO_STREAM });
    const early = client.appendToStream("other", named(3), { expectedRevision: 4n, ...how });
    await expect(early).rejects.toMatchObject({ actualVersion: NO_STREAM });
  });

  it("compares ids where an exact expectation is behind the stream, and looks at none where it holds", async () => {
    const [one, two] = [named(1), named(2)];
    await client.appendToStream("plan", [one, two], { expectedRevision: NO_STREAM });
    const again = await client.appendToStream("plan", [one, two], { expectedRevision: NO_STREAM });
    expect(again.nextExpectedRevision).toBe(1n);
    expect((await client.appendToStream("plan", two, { expectedRevision: 0n })).nextExpectedRevision).toBe(1n);
    expect(await all(client.readStream("plan"))).toHaveLength(2);
    await client.appendToStream("plan", one, { expectedRevision: 1n });
    expect(await all(client.readStream("plan"))).toHaveLength(3);
  });

  it("knows an id again that is appended to any revision, until it restarts", async () => {
    const one = named(1);
    await client.appendToStream("plan", one, { expectedRevision: ANY });
    await client.appendToStream("plan", one, { expectedRevision: ANY });
    expect(await all(client.readStream("plan"))).toHaveLength(1);
    double.log.forgetIds();
    await client.appendToStream("plan", one, { expectedRevision: ANY });
    expect(await all(client.readStream("plan"))).toHaveLength(2);
  });

  it("reads streams in both directions, from anywhere", async () => {
    await client.appendToStream("plan", [1, 2, 3, 4, 5].map(named));
    const revisions = async (options: Parameters<EventStoreDBClient["readStream"]>[1]) =>
      (await all(client.readStream("plan", options))).map(({ event }) => Number(event?.revision));
    expect(await revisions({ fromRevision: 2n })).toEqual([2, 3, 4]);
    expect(await revisions({ fromRevision: 9n })).toEqual([]);
    expect(await revisions({ direction: BACKWARDS, fromRevision: END, maxCount: 2 })).toEqual([4, 3]);
    expect(await revisions({ direction: BACKWARDS, fromRevision: 99n, maxCount: 1 })).toEqual([4]);
    await expect(all(client.readStream("absent"))).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it("has system events in $all, which reads from a position include and from which subscriptions go on", async () => {
    for (let n = 0; n < 12; n += 1) await client.appendToStream(`plan-${n % 2}`, named(n));
    const everything = await all(client.readAll());
    expect(everything.some(({ event }) => event?.streamId.startsWith("$"))).toBe(true);
    const third = everything[3]?.event?.position ?? { commit: -1n, prepare: -1n };
    expect((await all(client.readAll({ fromPosition: third })))[0]?.event?.position).toEqual(third);
    expect((await all(client.readAll({ fromPosition: third, direction: BACKWARDS }))).length).toBe(3);
    const invalid = { commit: third.commit + 1n, prepare: third.prepare + 1n };
    await expect(all(client.readAll({ fromPosition: invalid }))).rejects.toThrow(/invalid position/);

    const filter = streamNameFilter({ prefixes: ["plan-1"] });
    const seen = follow(client.subscribeToAll({ fromPosition: third, filter }), 8);
    for (let n = 12; n < 18; n += 1) await client.appendToStream(`plan-${n % 2}`, named(n));
    expect((await seen).map(({ event }) => event?.data)).toEqual([3, 5, 7, 9, 11, 13, 15, 17].map((n) => ({ n })));
    const ofStream = follow(client.subscribeToStream("plan-0", { fromRevision: 6n }), 2);
    expect((await ofStream).map(({ event }) => event?.revision)).toEqual([7n, 8n]);
    expect((await follow(client.subscribeToAll({ fromPosition: START }), 3)).length).toBe(3);
  });

  it("answers like a server that is busy or still starts", async () => {
    double.faults.append = "unavailable";
    await expect(client.appendToStream("plan", named(1))).rejects.toBeInstanceOf(UnavailableError);
    double.faults.append = "not ready";
    await expect(client.appendToStream("plan", named(1))).rejects.toBeInstanceOf(UnknownError);
    double.faults.append = "none";
    expect(await client.appendToStream("plan", named(1))).toMatchObject({ success: true });
  });

  it("shows nothing before its commit, and commits in order", async () => {
    double.log.commitDelayMs = 20;
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const { position } = await client.appendToStream("plan", named(n));
        return { position, seen: await all(client.readStream("plan", { direction: BACKWARDS, fromRevision: END })) };
      }),
    );
    for (const { position, seen } of answers) {
      expect(seen.some(({ event }) => event?.position?.commit === position?.commit)).toBe(true);
    }
  });

  it("sends who asks a follower for the leader to the leader", async () => {
    const cluster = await protocolDouble({ nodes: 3 });
    const clustered = EventStoreDBClient.connectionString(cluster.clusterUrl);
    await clustered.appendToStream("plan", named(1), { requiresLeader: true });
    cluster.lead(1);
    const refused = clustered.appendToStream("plan", named(2), { requiresLeader: true });
    await expect(refused).rejects.toMatchObject({ type: "not-leader" });
    expect(await clustered.appendToStream("plan", named(3), { requiresLeader: true })).toMatchObject({ success: true });
    await clustered.dispose();
    await cluster.close();
  });
});

async function all<E>(events: AsyncIterable<E>): Promise<E[]> {
  const list: E[] = [];
  for await (const event of events) list.push(event);
  return list;
}

async function follow<E>(
  subscription: AsyncIterable<E> & { unsubscribe(): Promise<void> },
  count: number,
): Promise<E[]> {
  const list: E[] = [];
  for await (const event of subscription) {
    list.push(event);
    if (list.length === count) break;
  }
  await subscription.unsubscribe();
  return list;
}
