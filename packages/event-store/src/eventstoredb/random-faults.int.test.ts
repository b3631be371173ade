import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { events, everything } from "../contract/given.ts";
import { OutcomeUnknown, type Appended, type EventStore, type NewEvent, type StoredEvent } from "../event-store.ts";
import { testDouble, type TestDouble } from "./testing/test-stores.ts";

/** What happens is drawn from the seed; when exactly it meets which call is the machine's. */
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(process.env["FAULT_SECONDS"] ?? 6);
const writers = 8;
const patience = { patienceMs: 3_000, answerMs: 400, doubtMs: 100, pollMs: 300, checkpointEvery: 100 };
const lastStream = "the end";

/** Numbers from 0 to below `most`, the same for the same seed (mulberry32). */
function drawsFrom(start: number): (most: number) => number {
  let state = start;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

const appendFaults = [
  "silence",
  "lose answers",
  "drop",
  "unavailable",
  "written but unavailable",
  "not ready",
  "wrong revision",
] as const;

/** One fault and its end; everything that a server, a cluster or the network between does to a client. */
async function oneFault({ double }: TestDouble, draw: (most: number) => number): Promise<void> {
  const { faults, log } = double;
  const kinds: readonly (() => void)[] = [
    () => double.cut(),
    () => double.goAway(),
    () => double.lead(draw(3)),
    () => (faults.append = appendFaults[draw(appendFaults.length)] ?? "drop"),
    () => (faults.read = draw(2) === 0 ? "silence" : "unavailable"),
    () => (faults.subscription = "silence"),
    () => log.forgetIds(),
    () => (log.commitDelayMs = draw(30)),
  ];
  kinds[draw(kinds.length)]?.();
  await sleep(draw(250));
  heal(double);
  await sleep(draw(120));
}

function heal(double: TestDouble["double"]): void {
  Object.assign(double.faults, { append: "none", read: "none", subscription: "none" });
  double.log.commitDelayMs = 2;
  double.comeBack();
}

/** As a caller does that has to know: the same ids again until the answer is certain. */
async function appendSurely(store: EventStore, stream: string, given: readonly NewEvent[]): Promise<Appended> {
  for (;;) {
    try {
      const answer = await store.append(stream, "any", given);
      if (answer.kind === "appended") return answer;
      throw new Error("An append was refused that expected nothing.");
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) && !(error as Error).message.startsWith("Nothing was")) throw error;
    }
  }
}

/** A process that dies at random until the given time, and starts again from what it had dealt with. */
async function followRestarting(test: TestDouble, draw: (most: number) => number, until: number) {
  const seen: StoredEvent[] = [];
  let starts = 0;
  while (seen.at(-1)?.stream !== lastStream) {
    starts += 1;
    const store = await test.open({ ...patience, patienceMs: 60_000, connectionString: test.double.clusterUrl });
    const abort = new AbortController();
    const life = sleep(100 + draw(900)).then(() => (performance.now() < until ? abort.abort() : undefined));
    for await (const batch of store.subscribe({
      after: seen.at(-1)?.position ?? 0n,
      batchSize: 1 + draw(9),
      signal: abort.signal,
    })) {
      seen.push(...batch);
      if (batch.at(-1)?.stream === lastStream) abort.abort();
    }
    await life;
    await store.close();
  }
  return { seen, starts };
}

async function followSteadily(store: EventStore): Promise<readonly StoredEvent[]> {
  const seen: StoredEvent[] = [];
  for await (const batch of store.subscribe({ after: 0n, batchSize: 7, signal: new AbortController().signal })) {
    seen.push(...batch);
    if (seen.at(-1)?.stream === lastStream) break;
  }
  return seen;
}

it(
  `whatever fails at random under load, nothing is lost, doubled, skipped or repeated (FAULT_SEED=${seed})`,
  { timeout: (seconds + 110) * 1_000 },
  async () => {
    const test = await testDouble({ nodes: 3 });
    const connectionString = test.double.clusterUrl;
    const open = () => test.open({ ...patience, connectionString });
    const stores = [await open(), await open()];
    const steady = stores.map(followSteadily);
    const until = performance.now() + seconds * 1_000;
    const restarting = followRestarting(test, drawsFrom(seed + 1), until);
    const faulting = (async () => {
      const draw = drawsFrom(seed);
      let faults = 0;
      for (; performance.now() < until; faults += 1) await oneFault(test, draw);
      heal(test.double);
      return faults;
    })();
    const answers = new Map<string, Appended>();
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const draw = drawsFrom(seed + 2 + writer);
        while (performance.now() < until) {
          const given = events(1 + draw(3));
          const answer = await appendSurely(stores[writer % 2] as EventStore, `plan-${draw(5)}`, given);
          for (const { id } of given) answers.set(id, answer);
          await sleep(draw(15));
        }
      }),
    );
    const faults = await faulting;
    const last = events(1);
    answers.set(last[0]?.id ?? "", await appendSurely(stores[0] as EventStore, lastStream, last));

    const all = await everything(stores[1] as EventStore);
    expect(all.map(({ id }) => id).toSorted()).toEqual([...answers.keys()].toSorted());
    for (const stored of all) expect(stored.recordedAt).toBe(answers.get(stored.id)?.recordedAt);
    for (const seen of await Promise.all(steady)) expect(seen).toEqual(all);
    const { seen, starts } = await restarting;
    expect(seen).toEqual(all);
    expect([faults > seconds, starts > seconds / 3, all.length > 20]).toEqual([true, true, true]);
    await test.close();
  },
);
