import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { InvalidEvent, type Expectation, type JsonObject, type NewEvent } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { event, events, everything } from "./given.ts";

const mebibyte = 1024 * 1024;
const valid: NewEvent = { id: randomUUID(), type: "T", data: {}, meta: {} };
const twin: NewEvent = { ...valid, id: randomUUID() };

interface BadAppend {
  readonly field: string;
  /** The value and the remedy, as the message says them. */
  readonly says: string;
  readonly stream?: string;
  readonly expectation?: unknown;
  readonly given?: readonly NewEvent[];
}

const badNames: readonly (readonly [string, BadAppend])[] = [
  ["an empty stream name", { field: "stream", says: 'is ""; give a text', stream: "" }],
  ["a stream name of 251 characters", { field: "stream", says: "has 251 characters and", stream: "x".repeat(251) }],
  [
    "a stream name of 10 000 characters",
    { field: "stream", says: "has 10000 characters and may have 250; take a shorter", stream: "账".repeat(10_000) },
  ],
  ["a stream name with NUL", { field: "stream", says: 'NUL (U+0000) at character 2, in "pl', stream: "pl\0an" }],
  ["a stream name with half a character", { field: "stream", says: "surrogate pair at character 0", stream: "\udc00" }],
  ["a stream name that engines keep", { field: "stream", says: 'is "$all"; begin it with another', stream: "$all" }],
  ["an empty type", { field: "events[0].type", says: 'is ""; give a text', given: [{ ...valid, type: "" }] }],
  [
    "a type of 251 characters",
    { field: "events[0].type", says: "has 251 characters", given: [{ ...valid, type: "x".repeat(251) }] },
  ],
  ["a type with NUL", { field: "events[0].type", says: "; remove it", given: [{ ...valid, type: "Th\0ing" }] }],
];

const badIds: readonly (readonly [string, BadAppend])[] = [
  ["an id that is no UUID", { field: "events[0].id", says: '"42" is not a UUID', given: [{ ...valid, id: "42" }] }],
  [
    "an id in capitals",
    { field: "events[0].id", says: "in lower case", given: [{ ...valid, id: valid.id.replace(/^./, "A") }] },
  ],
  ["the same id twice", { field: "events[1].id", says: "occurs twice", given: [twin, { ...twin, type: "U" }] }],
  [
    "the same id twice, far apart",
    { field: "events[2].id", says: `${valid.id} occurs twice`, given: [valid, twin, valid] },
  ],
  ["an append without events", { field: "events", says: "at least one event; leave the call out", given: [] }],
];

const badExpectations: readonly (readonly [string, BadAppend])[] = [
  [-1, "-1"],
  [1.5, "1.5"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [2 ** 53, "9007199254740992"],
].map(([revision, text]) => {
  const says = `is {"revision":"${text}"}; give "absent"`;
  return [`the revision ${text}`, { field: "expectation", says, expectation: { revision } }];
});

const badMeta: readonly (readonly [string, BadAppend])[] = [
  ["NUL in a text of meta", { actor: "a\0" }, "events[0].meta.actor"],
  ["NUL in a key of meta", { "a\0": 1 }, 'events[0].meta."a\\u0000"'],
].map(([name, meta, field]) => {
  const given = [{ ...valid, meta: meta as JsonObject }];
  return [name as string, { field: field as string, says: "; remove it", given }];
});

const badAppends = [
  ...badNames,
  ...badIds,
  ...badExpectations,
  ["an expectation that is none", { field: "expectation", says: 'is "Absent"; give "absent"', expectation: "Absent" }],
  ["no expectation", { field: "expectation", says: 'is null; give "absent"', expectation: null }],
  ...badMeta,
] as const;

export function badInputContract(subject: Subject): void {
  it.each(badAppends)("refuses %s, names field, value and remedy, and writes nothing", async (_, bad) => {
    const { store } = subject();
    const { stream = "plan", expectation = "any", given = [valid] } = bad as BadAppend;
    const refused: unknown = await store.append(stream, expectation as Expectation, given).catch((error) => error);
    expect(refused).toBeInstanceOf(InvalidEvent);
    expect(refused).toMatchObject({ field: bad.field, message: expect.stringContaining(bad.says) });
    expect(await everything(store)).toEqual([]);
  });

  it("writes no part of an append of which one event is bad, and is none the worse for it", async () => {
    const { store } = subject();
    const batch = [...events(20), { ...event({ note: "a\0b" }) }, ...events(20)];
    const neighbours = [1, 2, 3].map((index) => store.append(`plan-${index}`, "absent", events(2)));
    await expect(store.append("plan", "absent", batch)).rejects.toMatchObject({ field: "events[20].data.note" });
    await Promise.all(neighbours);
    expect(await everything(store)).toHaveLength(6);
    expect(await store.append("plan", "absent", events(1))).toMatchObject({ kind: "appended", revision: 0 });
  });

  futureContract(subject);
  limitContract(subject);
}

function futureContract(subject: Subject): void {
  it.each([0, 1, 5, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1])(
    "answers the future revision %i with how far the stream is, and writes nothing",
    async (ahead) => {
      const { store } = subject();
      const revision = Math.max(1, ahead);
      await store.append("plan", "absent", events(1));
      expect(await store.append("plan", { revision }, events(2))).toEqual({ kind: "conflict", actual: 0 });
      expect(await store.append("absent", { revision: ahead }, events(2))).toEqual({ kind: "conflict", actual: null });
      expect(await everything(store)).toHaveLength(1);
    },
  );

  it.each(["", "pl\0an", "\ud83d", "$all", "账".repeat(10_000)])("finds no stream of the name %j", async (name) => {
    const { store } = subject();
    await store.append("plan", "absent", events(1));
    await store.append("\ufffd", "absent", events(1));
    expect(await store.readStream(name)).toEqual([]);
    expect(await store.readStream(name, { direction: "backward", limit: 1 })).toEqual([]);
    expect(await store.readLast(name)).toBeNull();
  });
}

function limitContract(subject: Subject): void {
  it("takes a stream name and a type of 250 characters", async () => {
    const { store } = subject();
    const [stream, type] = ["账".repeat(250), "类".repeat(250)];
    await store.append(stream, "absent", [{ ...valid, type }]);
    expect(await store.readLast(stream)).toMatchObject({ stream, type, revision: 0 });
  });

  it("takes an event of exactly 1 MiB, and refuses one that is a byte longer", async () => {
    const { store } = subject();
    const frame = Buffer.byteLength(JSON.stringify({ text: "" }) + JSON.stringify(event().meta));
    const text = "x".repeat(mebibyte - frame);
    await expect(store.append("plan", "any", [event(), event({ text: `${text}x` })])).rejects.toMatchObject({
      name: "InvalidEvent",
      field: "events[1]",
      message:
        "The event has 1048577 bytes of JSON and may have 1048576; keep the large part elsewhere and name it here.",
    });
    await store.append("plan", "absent", [event({ text })]);
    expect((await store.readLast("plan"))?.data["text"]).toBe(text);
    expect(await everything(store)).toHaveLength(1);
  });
}
