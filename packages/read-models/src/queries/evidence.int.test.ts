import { addDays, replay } from "@mingzhang/domain";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { EvidenceStanding } from "../contract.ts";
import { postgresReadModels } from "../postgres-read-models.ts";
import { PoisonEvent } from "../projections/poison-event.ts";
import type { Projection } from "../projections/projection.ts";
import { projections } from "../projections/projections.ts";
import { Book } from "../testing/book.ts";
import { heldStore } from "../testing/held-store.ts";
import { projected } from "../testing/projected.ts";
import type { RandomHistory } from "../testing/random-history.ts";
import { testPlan } from "../testing/test-plan.ts";
import { testTables } from "../testing/test-tables.ts";
import { openWriter } from "../writer/read-model-writer.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const digestOf = (n: number): string => `${n % 10}`.repeat(64);
const own = (n: number, project = "housing") => ({ project, sha256: digestOf(n), note: null });

function attaching(occurredOn: string, n: number, project?: string) {
  const size = { mediaType: "image/webp", bytes: 9000, width: 800, height: 600 } as const;
  const said = { kind: "photo", milestone: null, caption: { zh: "照片", en: null }, original: null } as const;
  const data = { ...own(n, project), ...size, ...said };
  return { name: "AttachEvidence", occurredOn, data } as const;
}

const attach = (book: Book, occurredOn: string, n: number, project?: string) =>
  book.record(occurredOn, attaching(occurredOn, n, project));

function withdraw(book: Book, occurredOn: string, n: number, project?: string) {
  const data = { ...own(n, project), reason: "本人要求" };
  return book.record(occurredOn, { name: "WithdrawEvidence", occurredOn, data });
}

/** What the views of all plans say, by the plain fold. */
function byDefinition({ slugs, events, today }: RandomHistory): Map<string, EvidenceStanding> {
  const found = new Map<string, EvidenceStanding>();
  const moment = { asOf: today, knownAt: "9999-12-31T00:00:00.000000Z" };
  const plans = slugs.map((slug) =>
    replay(
      events.filter(({ plan }) => plan === slug),
      moment,
    ),
  );
  const all = plans.flatMap((plan) => plan?.view.projects ?? []).flatMap(({ evidence = [] }) => evidence);
  for (const { sha256, withdrawn } of all) {
    const before = found.get(sha256);
    if (withdrawn === null) found.set(sha256, { state: "public" });
    else if (!before || (before.state === "withdrawn" && before.on < withdrawn.on)) {
      found.set(sha256, { state: "withdrawn", ...withdrawn });
    }
  }
  return found;
}

/** A file attached, taken down, attached again and put right, late or in time, in two projects of two plans. */
const step = fc.record({
  does: fc.constantFrom("attach", "attach", "withdraw", "withdraw", "void", "move"),
  plan: fc.constantFrom("alpha", "beta"),
  project: fc.constantFrom("housing", "crafts"),
  file: fc.nat(1),
  late: fc.nat(12),
  of: fc.nat(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function played(steps: readonly Step[]): RandomHistory {
  const book = Book.opened();
  const adopted = { name: "AdoptPlan", occurredOn: "2016-01-01", plan: testPlan("beta") } as const;
  book.record("2016-01-01", adopted, "beta");
  const recorded: { readonly id: string; readonly slug: string }[] = [];
  for (const [index, { does, plan, project, file, late, of }] of steps.entries()) {
    const today = addDays("2016-03-01", index);
    const occurredOn = addDays(today, -late);
    const named = recorded[of % Math.max(1, recorded.length)];
    const corrects = { event: named?.id ?? "", reason: "误录" };
    const data = { ...own(file, project), reason: `第${index}次` };
    const commands = {
      attach: attaching(occurredOn, file, project),
      withdraw: { name: "WithdrawEvidence", occurredOn, data },
      void: { name: "VoidRecord", corrects },
      move: { ...attaching(occurredOn, file, project), corrects },
    } as const;
    const slug = does === "void" || does === "move" ? (named?.slug ?? plan) : plan;
    try {
      recorded.push({ id: book.record(today, commands[does], slug).id, slug });
    } catch (error) {
      // What the domain refuses is not recorded.
      if (!String(error).endsWith("is refused")) throw error;
    }
  }
  return book.history();
}

it("says of every file what the views of all plans say, after any valid history", async () => {
  const tally: Record<string, number> = { public: 0, withdrawn: 0 };
  const steps = fc.array(step, { minLength: 10, maxLength: 40, size: "max" });
  await fc.assert(
    fc.asyncProperty(steps, async (made) => {
      const history = played(made);
      const { models, close } = await projected(history);
      const found = await models.evidence([digestOf(0), digestOf(1)]).finally(close);
      const expected = byDefinition(history);
      for (const [sha256, said] of expected) {
        expect(found.get(sha256)?.state).toBe(said.state);
        tally[said.state] = (tally[said.state] ?? 0) + 1;
        const given = found.get(sha256);
        if (said.state === "withdrawn" && given?.state === "withdrawn") expect(given.on).toBe(said.on);
      }
      expect(found.size).toBe(expected.size);
    }),
    { numRuns: 15, endOnFailure: true, interruptAfterTimeLimit: 20_000 },
  );
  expect(Math.min(...Object.values(tally))).toBeGreaterThan(0);
});

describe("files of evidence", () => {
  it("are looked up by digest, not by reading through what is recorded", async () => {
    const book = Book.opened();
    attach(book, "2016-02-01", 1);
    attach(book, "2016-02-01", 1, "crafts");
    attach(book, "2016-02-02", 2);
    withdraw(book, "2016-02-03", 1);
    withdraw(book, "2016-02-03", 2);
    const { tables, models, close } = await projected(book.history());
    closers.push(close);
    const standings = await models.evidence([digestOf(1), digestOf(2), digestOf(3), "'; --"]);
    expect(Object.fromEntries(standings)).toEqual({
      [digestOf(1)]: { state: "public" },
      [digestOf(2)]: { state: "withdrawn", on: "2016-02-03", reason: "本人要求" },
    });
    expect(await models.withdrawnEvidence()).toEqual([digestOf(1), digestOf(2)]);
    // A few rows are read through anyway; where that is forbidden, the index has to serve.
    const forbidden = `${tables.connection}?options=-c%20enable_seqscan%3Doff`;
    const { schema } = tables;
    const asking = postgresReadModels({ connection: forbidden, schema, ...heldStore(book.history()) });
    expect((await asking.evidence([digestOf(1)])).size).toBe(1);
    await asking.close();
    const scans = `select idx_scan from pg_stat_user_indexes where schemaname = $1 and indexrelname = $2`;
    const used = async () => (await tables.query<{ idx_scan: string }>(scans, [schema, "plan_event_evidence"]))[0];
    await expect.poll(async () => Number((await used())?.idx_scan), { timeout: 5_000 }).toBeGreaterThan(0);
  });

  it("stay withdrawn when what attached them is put right afterwards", async () => {
    const book = Book.opened();
    const { id } = attach(book, "2016-02-01", 1);
    withdraw(book, "2016-02-03", 1);
    book.record("2016-02-04", { ...attaching("2016-02-02", 1), corrects: { event: id, reason: "日期有误" } });
    const { models, close } = await projected(book.history());
    closers.push(close);
    expect((await models.evidence([digestOf(1)])).get(digestOf(1))?.state).toBe("withdrawn");
  });

  it("are asked for a thousand at a time", async () => {
    const { models, close } = await projected(Book.opened().history());
    closers.push(close);
    await expect(models.evidence(Array.from({ length: 1001 }, () => digestOf(1)))).rejects.toThrow(RangeError);
  });
});

/** A program that can read the release and has no use for it, or cannot even read it. */
function standsAt(id: string): Projection {
  return {
    name: "picky",
    version: 1,
    async project(_, appends) {
      for (const { event } of appends.flatMap(({ events }) => events)) {
        if (event.id === id) throw new PoisonEvent(event, new Error("not known here"));
      }
    },
    forget: () => undefined,
  };
}

describe("of a plan that stands still", () => {
  it.each(["folded", "read"] as const)("at an event that cannot be %s a withdrawal is in force", async (kind) => {
    const book = Book.opened();
    for (const n of [1, 2, 3]) attach(book, "2016-02-01", n);
    const voided = attach(book, "2016-02-01", 4);
    const { id } = book.release("2016-02-02", "housing", 50n);
    withdraw(book, "2016-02-03", 1);
    book.takeOut("2016-02-04", voided.id);
    attach(book, "2016-02-05", 5);
    const tables = testTables();
    const { connection, schema } = tables;
    const list = kind === "folded" ? [...projections(), standsAt(id)] : projections();
    const writer = await openWriter({ connection, schema, projections: list, signal: new AbortController().signal });
    const models = postgresReadModels({ connection, schema, ...heldStore(book.history()) });
    closers.push(
      tables.drop,
      () => writer.close(),
      () => models.close(),
    );
    const appends = book.appends().flat();
    await writer.apply(
      kind === "folded" ? appends : appends.map((one) => (one.id === id ? { ...one, type: "Unheard" } : one)),
    );
    const moment = await models.resolve({});
    await expect(models.plan("alpha", moment)).rejects.toThrow("stands still");
    const found = await models.evidence([1, 2, 3, 4, 5].map(digestOf));
    const shown = kind === "folded" ? { [digestOf(5)]: { state: "public" } } : {};
    expect(Object.fromEntries(found)).toEqual({
      [digestOf(1)]: { state: "withdrawn", on: "2016-02-03", reason: "本人要求" },
      [digestOf(2)]: { state: "public" },
      [digestOf(3)]: { state: "public" },
      ...shown,
    });
    expect(await models.withdrawnEvidence()).toEqual([digestOf(1)]);
  });
});
