import { randomUUID } from "node:crypto";
import { fromStored, type PlanEvent, readCommand, replay, streamOf } from "@mingzhang/domain";
import { longPlan } from "@mingzhang/domain/testing";
import type { EventStore } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRecorder, type Outcome, type Recorder } from "./recorder.ts";

const slug = "contested";
const connection = process.env.TEST_DATABASE_URL ?? "";
const schema = `two_recorders_${randomUUID().slice(0, 8)}`;
const stores: EventStore[] = [];

/** Recorders with a store of their own each, as two processes have them. */
async function recorder(): Promise<Recorder> {
  const store = await postgresStore({ pool: connection, schema });
  stores.push(store);
  const readModels = { waitFor: async () => true };
  return createRecorder({ store, readModels, log: { warn: () => undefined }, simulated: true });
}

beforeAll(async () => {
  const store = await postgresStore({ pool: connection, schema });
  stores.push(store);
  await store.append(streamOf(slug), "absent", longPlan({ slug, events: 500 }));
});

afterAll(async () => {
  for (const store of stores) await store.close();
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  await client.query(`drop schema if exists ${schema} cascade`);
  await client.end();
});

function pay(by: Recorder, key: string, amountFen: bigint): Promise<Outcome> {
  const payee = { payeeKind: "contractor", payeeName: "施工队", purpose: "进度款", voucher: key, note: null };
  const data = { project: "housing", amountFen: String(amountFen), ...payee };
  const read = readCommand("MakePayment", { occurredOn: "2020-12-30", data });
  if (!read.ok) throw new Error("no payment");
  return by.record({ slug, command: read.command, idempotencyKey: key, expectedPosition: null, actor: "clerk" });
}

async function recorded(): Promise<readonly PlanEvent[]> {
  const events = await (stores[0] as EventStore).readStream(streamOf(slug));
  return events.map(({ data, meta, ...place }) => fromStored({ ...place, data: data as never, meta: meta as never }));
}

it("two recorders on one database lose nothing and pay nothing twice, whoever is first", async () => {
  const [one, other] = [await recorder(), await recorder()];
  const before = (await recorded()).length;
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, index) => pay(index % 2 === 0 ? one : other, `load-${index}`, 1000n)),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => "recorded"));
  const events = await recorded();
  expect(events).toHaveLength(before + 60);
  const fold = replay(events, { asOf: "2030-12-31", knownAt: "9999-12-31T00:00:00.000000Z" });
  expect((await one.known(slug)).history.state).toEqual(fold?.state);
  expect((await other.known(slug)).history.state).toEqual(fold?.state);
});

it("the loser of a race for all that is left is refused by the rule, on what the winner made of it", async () => {
  const [one, other] = [await recorder(), await recorder()];
  const { history } = await one.known(slug);
  await other.known(slug);
  const balance = history.state?.balances["subledger:housing"] ?? 0n;
  const outcomes = await Promise.all([pay(one, "last-1", balance), pay(other, "last-2", balance)]);
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["recorded", "refused"]);
  const codes = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? outcome.refusals : []));
  expect(codes.map(({ code }) => code)).toEqual(["payment-ahead-of-progress"]);
});
