import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Appended, Conflict, EventStore, Expectation, NewEvent, StoredEvent } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { events } from "./given.ts";

interface Step {
  readonly stream: number;
  readonly expectation: Expectation | "last";
  readonly size: number;
  /** Appends again what the step this many appends ago wrote. */
  readonly repeats: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat({ max: 2 }),
  expectation: fc.oneof(
    fc.constantFrom<Step["expectation"]>("absent", "exists", "any", "last", "last"),
    fc.record({ revision: fc.nat({ max: 4 }) }),
  ),
  size: fc.integer({ min: 1, max: 4 }),
  repeats: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 5 }) }),
});

interface Done {
  readonly stream: string;
  readonly given: readonly NewEvent[];
  readonly answer: Appended;
}

/** The plainest thing that keeps the contract: lists of ids per stream. */
export function modelContract(subject: Subject): void {
  it("answers every append and every read as lists of events would", { timeout: 60_000 }, async () => {
    const { store } = subject();
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const streams = [randomUUID(), randomUUID(), randomUUID()];
      const start = (await store.head()).position;
      const lists = new Map<string, string[]>();
      const done: Done[] = [];
      for (const one of steps) {
        const repeated = one.repeats === null ? undefined : done.at(-1 - one.repeats);
        if (repeated) await repeat(store, repeated);
        else await appendNew(store, one, streams[one.stream] ?? "", lists, done);
      }
      for (const stream of streams) {
        expect((await store.readStream(stream)).map(({ id }) => id)).toEqual(lists.get(stream) ?? []);
      }
      const all = await store.readAll({ after: start, limit: 1_000 });
      expect(all.map(({ id }) => id)).toEqual(done.flatMap(({ given }) => given.map(({ id }) => id)));
      expectPlaces(all, done);
    });
    await fc.assert(property, { numRuns: 30 });
  });
}

async function repeat(store: EventStore, { stream, given, answer }: Done): Promise<void> {
  expect(await store.append(stream, "absent", given)).toEqual({ ...answer, repeated: true });
}

async function appendNew(
  store: EventStore,
  { expectation, size }: Step,
  stream: string,
  lists: Map<string, string[]>,
  done: Done[],
): Promise<void> {
  const list = lists.get(stream) ?? [];
  const expected = expectation !== "last" ? expectation : list.length === 0 ? "absent" : { revision: list.length - 1 };
  const given = events(size);
  const answer: Appended | Conflict = await store.append(stream, expected, given);
  const holds =
    expected === "any" ||
    (expected === "absent" && list.length === 0) ||
    (expected === "exists" && list.length > 0) ||
    (typeof expected === "object" && expected.revision === list.length - 1);
  if (!holds) {
    expect(answer).toEqual({ kind: "conflict", actual: list.length === 0 ? null : list.length - 1 });
    return;
  }
  if (answer.kind !== "appended") throw new Error(`Refused although ${JSON.stringify(expected)} holds.`);
  expect(answer).toMatchObject({ revision: list.length + size - 1, repeated: false });
  lists.set(stream, [...list, ...given.map(({ id }) => id)]);
  done.push({ stream, given, answer });
}

function expectPlaces(all: readonly StoredEvent[], done: readonly Done[]): void {
  const answers = done.flatMap(({ given, answer }) => given.map(() => answer));
  for (const [index, stored] of all.entries()) {
    expect(stored.recordedAt).toBe(answers[index]?.recordedAt);
    expect(stored.position <= (answers[index]?.position ?? 0n)).toBe(true);
  }
}
