import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson, type Json } from "@mingzhang/transparency-log";
import { clearValues, sealCommand } from "../plan/seal-command.ts";
import { appropriate, payHousehold, release, Scenario, someDigest } from "../testing/scenario.ts";
import { personalPrivacy } from "./basis.ts";
import { catalogue } from "./catalogue.ts";
import { declare, type Declaration, readData } from "./declaration.ts";
import { pub, staff, text, withheld } from "./fields.ts";
import { installationCatalogue } from "./installation-catalogue.ts";
import {
  fromStored,
  type InstallationFact,
  installationStream,
  publicDataOf,
  recordedFrom,
  streamOf,
  toStored,
  withheldIn,
} from "./plan-event.ts";

const everyKind: Readonly<Record<string, Declaration>> = { ...catalogue, ...installationCatalogue };
const lockFile = new URL("./catalogue.lock.json", import.meta.url);

/** Names, versions, schemas and audiences as they are now. */
function snapshot(): Record<string, Json> {
  return Object.fromEntries(
    Object.values(everyKind).map(({ name, version, schema, fields }) => {
      const audience = Object.fromEntries(
        Object.entries(fields).map(([field, { audience: who, withheld: why }]) => [
          field,
          why === null ? who : `${who}: ${why.basis}`,
        ]),
      );
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
      const declaration = everyKind[name];
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

  it("publishes of a withheld field that there is one, why, and its digest", () => {
    const scenario = Scenario.adopted();
    scenario.accept(appropriate("2016-02-01", 2016, 150));
    scenario.accept(release("2016-03-01", "crafts", 50));
    scenario.accept(payHousehold("2016-04-01", "crafts", 1));
    const event = scenario.history.events.at(-1)!;
    expect(publicDataOf(event)).toEqual({
      project: "crafts",
      amountFen: "1000000",
      village: "甲村",
      purpose: "补助",
      voucher: "H",
      _sd: [someDigest],
      _sd_alg: "sha-256",
      withheld: [{ name: "payeeName", basis: "《中华人民共和国政府信息公开条例》第十五条" }],
    });
    expect(withheldIn(event).map(({ name, digest }) => [name, digest])).toEqual([["payeeName", someDigest]]);
  });

  it("stores no withheld value: what is no digest cannot be written down", () => {
    const scenario = Scenario.adopted();
    const open = payHousehold("2016-04-01", "crafts", 1, "仁青卓玛");
    expect(() => scenario.decide(open)).toThrow("payeeName");
    expect(clearValues(open)).toEqual([{ name: "payeeName", value: "仁青卓玛" }]);
    const sealed = sealCommand(open, new Map([["payeeName", someDigest]]));
    expect(JSON.stringify(sealed, (_, value) => `${value}`)).not.toContain("仁青卓玛");
  });

  it("never withholds an amount, a day, a year, a plan, a project or an institution", () => {
    const secret = withheld(text, personalPrivacy);
    for (const name of ["amountFen", "dueOn", "openedAt", "year", "plan", "slug", "project", "responsibleUnit"]) {
      expect(() => declare("Hidden", { [name]: secret }), name).toThrow("can never be withheld");
    }
    const names = Object.values(everyKind).flatMap(({ fields }) =>
      Object.keys(fields).filter((name) => fields[name]?.audience === "withheld"),
    );
    expect(names).toEqual(["payeeName"]);
  });

  it("stores every event as JSON and reads it back the same", () => {
    for (const event of Scenario.adopted().history.events) {
      const stored = toStored(event, { actor: event.actor, command: event.command, digest: event.digest });
      const { revision, position, recordedAt } = event;
      const json = JSON.parse(JSON.stringify(stored)) as typeof stored;
      expect(fromStored({ ...json, stream: streamOf(event.plan), revision, position, recordedAt })).toEqual(event);
    }
  });

  it("keeps events of the installation apart from those of plans, and publishes all of them", () => {
    const by = { actor: "operator", command: "rotate", digest: "" };
    const place = { revision: 0, position: 7n, recordedAt: "2026-11-23T01:00:00.000001Z" };
    const stored = { ...toStored(rotated, by), ...place, stream: installationStream };
    const event = recordedFrom(stored);
    expect(event).toMatchObject({ ...rotated, plan: null, version: 1, revision: 0 });
    expect(publicDataOf(event)).toEqual(rotated.data);
    expect(() => fromStored(stored)).toThrow("unknown event LogKeyRotated");
    expect(() => recordedFrom({ ...stored, stream: streamOf("a") })).toThrow("unknown event LogKeyRotated");
    expect(() => recordedFrom({ ...stored, type: "PlanClosed" })).toThrow("unknown event PlanClosed");
  });

  it("takes a key of the log only as signed-note writes it, and instants only in canonical form", () => {
    const { schema } = installationCatalogue.LogKeyRotated;
    expect(schema.safeParse(rotated.data).success).toBe(true);
    for (const wrong of [
      { vkey: "host/log" },
      { vkey: `host/ log+0123abcd+${"A".repeat(44)}` },
      { number: 1 },
      { startsAt: "2026-11-23T01:00:00Z" },
    ]) {
      expect(schema.safeParse({ ...rotated.data, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});

const rotated: InstallationFact = {
  id: "0d5b1c0e-6d0f-4d8e-9a51-5f2b8f0f8a11",
  type: "LogKeyRotated",
  occurredOn: "2026-11-23",
  replaces: null,
  simulated: false,
  data: {
    number: 2,
    vkey: `host.example/log+0123abcd+${"A".repeat(44)}`,
    startsAt: "2026-11-23T01:00:00.000000Z",
    previousVkey: `host.example/log+89abcdef+${"B".repeat(44)}`,
    previousEndsAt: "2027-02-21T01:00:00.000000Z",
  },
};
