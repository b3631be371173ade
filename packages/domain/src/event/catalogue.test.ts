import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson, type Json } from "@mingzhang/transparency-log";
import { Scenario } from "../testing/scenario.ts";
import { catalogue } from "./catalogue.ts";
import { declare, type Declaration, readData } from "./declaration.ts";
import { pub, staff, text } from "./fields.ts";
import { fromStored, publicDataOf, streamOf, toStored } from "./plan-event.ts";

const lockFile = new URL("./catalogue.lock.json", import.meta.url);

/** Names, versions, schemas and audiences as they are now. */
function snapshot(): Record<string, Json> {
  return Object.fromEntries(
    Object.values(catalogue as Record<string, Declaration>).map(({ name, version, schema, fields }) => {
      const audience = Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, one.audience]));
      const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: "input" });
      return [`${name}@${version}`, { audience, shape: shape as Json }];
    }),
  );
}

describe("the catalogue", () => {
  it("is what the lock says: a changed schema needs a new version and an upcast", () => {
    const now = snapshot();
    const locked = JSON.parse(readFileSync(lockFile, "utf8")) as Record<string, Json>;
    const changed = Object.keys(now).filter(
      (key) => key in locked && canonicalJson(now[key]!) !== canonicalJson(locked[key]!),
    );
    expect(changed, "changed under an old version: raise the version and add an upcast").toEqual([]);
    expect(
      Object.keys(now).filter((key) => !(key in locked)),
      "new: add it to catalogue.lock.json",
    ).toEqual([]);
  });

  it("never forgets a version that may lie in a store", () => {
    const locked = Object.keys(JSON.parse(readFileSync(lockFile, "utf8")) as object);
    for (const key of locked) {
      const [name = "", version = "0"] = key.split("@");
      const declaration = (catalogue as Record<string, Declaration>)[name];
      expect(declaration, `${name} was recorded once and must stay readable`).toBeDefined();
      for (let from = Number(version); from < (declaration?.version ?? 0); from++) {
        expect(declaration?.upcasts[from], `${name} needs an upcast from ${from}`).toBeDefined();
      }
    }
  });

  it("reads an old version in today's shape, and refuses one from the future", () => {
    const upcasts = { 1: (data: object) => ({ ...data, b: "new" }) };
    const declaration = declare("Grown", { a: pub(text), b: pub(text) }, { version: 2, upcasts });
    expect(readData(declaration, 1, { a: "x" })).toEqual({ a: "x", b: "new" });
    expect(() => readData(declaration, 3, { a: "x", b: "y" })).toThrow("newer than this code");
    expect(() => declare("Broken", { a: pub(text) }, { version: 2, upcasts: {} })).toThrow("no upcast");
  });

  it("publishes the fields that are declared public, and no other", () => {
    const scenario = Scenario.adopted();
    const data = { year: 2016, amountFen: 5n, voucher: "A", note: "内部备注" };
    scenario.accept({ name: "AppropriateFunds", occurredOn: "2016-02-01", data });
    const event = scenario.history.events.at(-1)!;
    expect(publicDataOf(event)).toEqual({ year: 2016, amountFen: "5", voucher: "A" });
    expect(staff(text).audience).toBe("staff");
  });

  it("stores every event as JSON and reads it back the same", () => {
    for (const event of Scenario.adopted().history.events) {
      const stored = toStored(event, { actor: event.actor, command: event.command, digest: event.digest });
      const { revision, position, recordedAt } = event;
      const json = JSON.parse(JSON.stringify(stored)) as typeof stored;
      expect(fromStored({ ...json, stream: streamOf(event.plan), revision, position, recordedAt })).toEqual(event);
    }
  });
});
