import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import type { Hono } from "hono";
import {
  type Command,
  decide,
  dayOfInstant,
  emptyHistory,
  extended,
  fromStored,
  type History,
  installationStream,
  instantOf,
  type JsonRecord,
  type PlanDocument,
  readPlanDocument,
  streamOf,
  toStored,
} from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import { memoryStore } from "@mingzhang/event-store/memory";
import { openWriter, type PostgresReadModels, postgresReadModels, type ReadModelWriter } from "@mingzhang/read-models";
import { feedApp, type FeedOptions } from "../feed-app.ts";
import type { KeyRotation } from "../log/keys/rotate-key.ts";

export const slug = "wuhou-baiyu-2016-2020";
export const publicUrl = "https://mingzhang.example.org";
/** Stands in everything that is for staff, and must never be seen outside. */
export const secret = "仅限内部-SECRET";

const planFile = new URL("../../../standalone/plans/wuhou-baiyu-2016-2020.json", import.meta.url);

/** The public app over real tables. Events are decided by the domain and recorded by a clock that the test sets. */
export interface FeedFixture {
  readonly app: Hono;
  readonly readModels: PostgresReadModels;
  readonly store: EventStore;
  /** Asks as somebody on the network would. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  text(path: string, headers?: Record<string, string>): Promise<string>;
  /** Decides a command on the day of the clock, records it and waits until the tables show it. Gives its event ids. */
  record(command: Command, options?: { at?: string; plan?: string; simulated?: boolean }): Promise<readonly string[]>;
  /** Records what an operator's command would, and waits until the tables show it. */
  recordRotation(rotation: KeyRotation): Promise<void>;
  another(options: Partial<FeedOptions>): Hono;
  /** Faults that were logged: none is expected. */
  readonly logged: unknown[];
  dispose(): Promise<void>;
}

export async function feedFixture(): Promise<FeedFixture> {
  const connection = process.env.TEST_DATABASE_URL;
  if (!connection) throw new Error("TEST_DATABASE_URL is not set: run this through Vitest's int project");
  const schema = `feed_${randomUUID().slice(0, 8)}`;
  const clock = { now: new Date("2016-01-04T02:00:00Z") };
  const store = memoryStore({ now: () => clock.now });
  const stop = new AbortController();
  const writer = await openWriter({ connection, schema, signal: stop.signal });
  const readModels = postgresReadModels({ connection, schema, head: () => store.head(), now: () => clock.now });
  const logged: unknown[] = [];
  const log = { error: (facts: object, text: string) => logged.push(text, inspect(facts)) };
  const options: FeedOptions = { readModels, publicUrl, log };
  const app = feedApp(options);
  const record = recorder({ store, writer, clock });
  const get = async (path: string, headers: Record<string, string> = {}) => app.request(publicUrl + path, { headers });
  return {
    app,
    readModels,
    store,
    get,
    text: async (path, headers) => (await get(path, headers)).text(),
    record,
    recordRotation: rotationRecorder({ store, writer, clock }),
    another: (more) => feedApp({ ...options, ...more }),
    logged,
    async dispose() {
      stop.abort();
      await readModels.close();
      await writer.close();
      await store.close();
    },
  };
}

interface Recorder {
  readonly store: EventStore;
  readonly writer: ReadModelWriter;
  readonly clock: { now: Date };
}

function recorder({ store, writer, clock }: Recorder): FeedFixture["record"] {
  const histories = new Map<string, History>();
  return async (command, { at, plan = slug, simulated = false } = {}) => {
    // Later than the last append at any rate, as an office's clock is.
    clock.now = new Date(at ?? clock.now.getTime() + 60_000);
    const history = histories.get(plan) ?? emptyHistory;
    const today = dayOfInstant(clock.now.toISOString());
    const decision = decide(history, command, { plan, today, simulated, newId: () => randomUUID() });
    if (!decision.ok) throw new Error(decision.refusals.map(({ code }) => code).join(", "));
    const by = { actor: `经办人-${secret}`, command: `命令-${secret}`, digest: "" };
    const stored = decision.facts.map((fact) => toStored(fact, by));
    const last = history.events.length - 1;
    const outcome = await store.append(streamOf(plan), last < 0 ? "absent" : { revision: last }, stored);
    if (outcome.kind === "conflict") throw new Error("somebody else has written");
    const batch = await store.readAll({ after: writer.position(), limit: 500 });
    await writer.apply(batch);
    const own = batch.filter(({ stream }) => stream === streamOf(plan));
    histories.set(plan, extended(history, own.map(fromStored)));
    return stored.map(({ id }) => id);
  };
}

function rotationRecorder({ store, writer, clock }: Recorder): FeedFixture["recordRotation"] {
  return async ({ startsAt, previousEndsAt, ...keys }) => {
    clock.now = new Date(clock.now.getTime() + 60_000);
    const data = { ...keys, startsAt: instantOf(startsAt), previousEndsAt: instantOf(previousEndsAt) };
    const occurredOn = dayOfInstant(clock.now.toISOString());
    const fact = {
      id: randomUUID(),
      type: "LogKeyRotated",
      occurredOn,
      replaces: null,
      simulated: false,
      data,
    } as const;
    const stored = toStored(fact, { actor: `运维-${secret}`, command: `命令-${secret}`, digest: "" });
    await store.append(installationStream, "any", [stored]);
    await writer.apply(await store.readAll({ after: writer.position(), limit: 500 }));
  };
}

/** The plan of the repository, under its own slug or another. */
export function baiyuPlan(asSlug = slug): { occurredOn: string; plan: PlanDocument } {
  const { occurredOn, plan } = JSON.parse(readFileSync(planFile, "utf8")) as { occurredOn: string; plan: JsonRecord };
  const read = readPlanDocument(plan);
  if (!read.ok) throw new Error("the plan of the repository cannot be read");
  const { adopted } = read.plan;
  const name = asSlug === slug ? adopted.name : { zh: `${adopted.name.zh} ${asSlug}`, en: `Plan ${asSlug}` };
  return { occurredOn, plan: { ...read.plan, adopted: { ...adopted, slug: asSlug, name } } };
}
