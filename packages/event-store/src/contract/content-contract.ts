import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { InvalidEvent, type JsonObject, type JsonValue } from "../event-store.ts";
import type { Subject } from "./contract-suite.ts";
import { event, everything } from "./given.ts";

const half = "\ud83d";
const mebibyte = 1024 * 1024;

export function contentContract(subject: Subject): void {
  it("keeps unicode, the order of keys and every other part of an event", async () => {
    const { store } = subject();
    const data = {
      zulu: 1,
      alpha: { b: [3, 1, 2], a: null },
      "10": "later",
      "2": "earlier",
      藏文: "བོད་ཡིག",
      名称: "武侯区—白玉县对口支援",
      note: "a\"b\\c\n\t\u0001\u2028 \u{1F469}\u{1F3FD}\u200D\u{1F33E} é e\u0301 '; drop table events; --",
      "": true,
      numbers: [0, -1.5, 1e-7, 1e21, Number.MAX_SAFE_INTEGER, 0.1],
    };
    const given = { id: randomUUID(), type: "Ereignis.Größe/事件", data, meta: { z: "一", a: "二" } };
    await store.append('plan/2016–2020 "x" {y}', "absent", [given]);
    const [stored] = await everything(store);
    expect(stored).toMatchObject(given);
    expect(JSON.stringify(stored?.data)).toBe(JSON.stringify(data));
    expect(JSON.stringify(stored?.meta)).toBe(JSON.stringify(given.meta));
    expect(stored?.stream).toBe('plan/2016–2020 "x" {y}');
  });

  it("gives any JSON back as it was", async () => {
    const { store } = subject();
    const wellFormed = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
    const { object } = fc.letrec<{ object: JsonObject; value: JsonValue }>((tie) => ({
      object: fc.dictionary(wellFormed, tie("value"), { maxKeys: 6 }),
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        wellFormed,
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        tie("object"),
      ),
    }));
    const property = fc.asyncProperty(
      fc.array(fc.tuple(object, object), { minLength: 1, maxLength: 8 }),
      async (pairs) => {
        const stream = randomUUID();
        const given = pairs.map(([data, meta]) => ({ id: randomUUID(), type: "T", data, meta }));
        await store.append(stream, "absent", given);
        const texts = (await store.readStream(stream)).map(({ data, meta }) => JSON.stringify([data, meta]));
        expect(texts).toEqual(pairs.map((pair) => JSON.stringify(pair)));
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it("is not changed by what a caller does to events before or after", async () => {
    const { store } = subject();
    const data = { rows: [1] };
    await store.append("plan", "any", [event(data)]);
    data.rows.push(2);
    const [read] = await store.readStream("plan");
    const rows = read?.data["rows"];
    if (!Array.isArray(rows)) throw new Error("The rows are gone.");
    rows.push(3);
    expect((await store.readLast("plan"))?.data).toEqual({ rows: [1] });
  });

  sizeContract(subject);
}

function sizeContract(subject: Subject): void {
  it("stores events of up to 1 MiB, several in one append", async () => {
    const { store } = subject();
    const text = "账".repeat(Math.floor((mebibyte - 100) / 3));
    await store.append("plan", "any", [event({ text, n: 1 }), event({ text, n: 2 }), event({ text, n: 3 })]);
    const all = await everything(store, 1);
    expect(all.map(({ data }) => data["n"])).toEqual([1, 2, 3]);
    expect(all.every(({ data }) => data["text"] === text)).toBe(true);
  });

  it("refuses an event above 1 MiB and says how large it is", async () => {
    const { store } = subject();
    const appending = store.append("plan", "any", [event(), event({ text: "账".repeat(mebibyte / 3) })]);
    await expect(appending).rejects.toThrow(/The event has 1048604 bytes/);
    await expect(appending).rejects.toMatchObject({ field: "events[1]" });
    expect(await everything(store)).toEqual([]);
  });

  refusalContract(subject);
}

function refusalContract(subject: Subject): void {
  const date: unknown = new Date(0);
  const cases: readonly [string, string, unknown][] = [
    ["NUL in a text", "events[0].data.a[1].note", { a: ["x", { note: "a\0b" }] }],
    ["NUL in a key", 'events[0].data."a\\u0000"', { "a\0": 1 }],
    ["half a surrogate pair in a text", "events[0].data.note", { note: `a${half}b` }],
    ["half a surrogate pair in a key", 'events[0].data."\\ud83d"', { [half]: 1 }],
    ["NaN", "events[0].data.n", { n: Number.NaN }],
    ["infinity", "events[0].data.n", { n: Number.POSITIVE_INFINITY }],
    ["undefined", "events[0].data.n", { n: undefined }],
    ["a hole in an array", "events[0].data.n[0]", { n: Array.from({ length: 1 }) }],
    ["a bigint", "events[0].data.amountFen", { amountFen: 1n }],
    ["a date", "events[0].data.on", { on: date }],
    ["a map", "events[0].data.m", { m: new Map() }],
    ["an array in place of an object", "events[0].data", [1]],
    ["null in place of an object", "events[0].data", null],
    ["201 levels of nesting", `events[0].data${".a".repeat(200)}`, nested(201)],
  ];
  it.each(cases)("refuses %s and names the field", async (_, field, data) => {
    const { store } = subject();
    const appending = store.append("plan", "any", [{ ...event(), data: data as JsonObject }]);
    await expect(appending).rejects.toBeInstanceOf(InvalidEvent);
    await expect(appending).rejects.toMatchObject({ field });
    expect(await everything(store)).toEqual([]);
  });
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}
