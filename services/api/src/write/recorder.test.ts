import type { Command } from "@mingzhang/domain";
import { type EventStore, OutcomeUnknown } from "@mingzhang/event-store";
import { describe, expect, it } from "vitest";
import { baiyuSlug } from "../testing/baiyu-workbook.ts";
import { fact, givenPlan, quiet, recorderOn } from "../testing/recorder-fixture.ts";
import { createRecorder, type Outcome, type PlanStreams } from "./recorder.ts";

const appropriate = (amountFen: string, voucher = "v-1"): Command =>
  fact("AppropriateFunds", "2016-02-01", { year: 2016, amountFen, voucher, note: null });
const release = (amountFen: string, project = "flood-control"): Command =>
  fact("ReleaseFunds", "2016-03-01", { project, amountFen, voucher: "v-2", note: null });

const codes = (outcome: Outcome): readonly string[] =>
  outcome.kind === "refused" ? outcome.refusals.map(({ code }) => code) : [];

/** The same store, with something happening around its appends. */
function withAppend(store: EventStore, append: EventStore["append"]): PlanStreams {
  return { append, readStream: (...call) => store.readStream(...call) };
}

async function countOf(store: EventStore): Promise<number> {
  return (await store.readStream(`plan-${baiyuSlug}`)).length;
}

describe("recording", () => {
  it("appends what was decided, with actor, key and digest", async () => {
    const { store, record } = await givenPlan();
    const outcome = await record("a", appropriate("100"));
    expect(outcome).toMatchObject({ kind: "recorded", repeated: false, visible: true });
    const last = await store.readLast(`plan-${baiyuSlug}`);
    expect(last).toMatchObject({
      type: "FundsAppropriated",
      meta: { actor: "tester", command: "a", simulated: false },
    });
    expect(last?.meta["digest"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("appends nothing where the command is refused", async () => {
    const { store, record } = await givenPlan();
    const before = await countOf(store);
    expect(codes(await record("r", release("1")))).toEqual(["overdrawn"]);
    expect(await countOf(store)).toBe(before);
  });

  it("marks facts that come from simulated data", async () => {
    const { store, recorder } = await givenPlan();
    const request = { slug: baiyuSlug, command: appropriate("5"), idempotencyKey: "s", expectedPosition: null };
    await recorder.record({ ...request, actor: "tester", simulated: true });
    expect((await store.readLast(`plan-${baiyuSlug}`))?.meta["simulated"]).toBe(true);
  });
});

describe("an idempotency key", () => {
  it("answers a retry with what the first one did", async () => {
    const { store, record } = await givenPlan();
    const first = await record("a", appropriate("100"));
    const second = await record("a", appropriate("100"));
    expect(second).toEqual({ ...first, repeated: true });
    expect(
      (await store.readStream(`plan-${baiyuSlug}`)).filter(({ type }) => type === "FundsAppropriated"),
    ).toHaveLength(1);
  });

  it("answers a retry also where the same command would be refused by now", async () => {
    const { record } = await givenPlan();
    await record("a", appropriate("100"));
    const first = await record("r", release("100"));
    expect(codes(await record("again", release("100")))).toEqual(["overdrawn"]);
    expect(await record("r", release("100"))).toEqual({ ...first, repeated: true });
  });

  it("answers a retry whose expected position has been moved on by the first one", async () => {
    const { store, record } = await givenPlan();
    const { position } = await store.head();
    const first = await record("a", appropriate("100"), position);
    expect(await record("a", appropriate("100"), position)).toEqual({ ...first, repeated: true });
  });

  it("is refused for other content", async () => {
    const { store, record } = await givenPlan();
    await record("a", appropriate("100"));
    const before = await countOf(store);
    const outcome = await record("a", appropriate("200"));
    expect(codes(outcome)).toEqual(["idempotency-key-reused"]);
    expect(await countOf(store)).toBe(before);
  });

  it("records once where twenty retries race in one process", async () => {
    const { store, record } = await givenPlan();
    const before = await countOf(store);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => record("a", appropriate("100"))));
    expect(outcomes.filter((outcome) => outcome.kind === "recorded" && !outcome.repeated)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === "recorded" && outcome.repeated)).toHaveLength(19);
    expect(await countOf(store)).toBe(before + 1);
  });

  it("records once where twenty retries race in twenty processes", async () => {
    const { store } = await givenPlan();
    const before = await countOf(store);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        recorderOn(store).record({
          slug: baiyuSlug,
          command: appropriate("100"),
          idempotencyKey: "a",
          expectedPosition: null,
          actor: "tester",
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "recorded" && !outcome.repeated)).toHaveLength(1);
    expect(await countOf(store)).toBe(before + 1);
  });

  it("lets one of two different commands through where two processes use it at once", async () => {
    const { store } = await givenPlan();
    const request = { slug: baiyuSlug, idempotencyKey: "a", expectedPosition: null, actor: "tester" };
    const outcomes = await Promise.all(
      ["1", "2"].map((amount) => recorderOn(store).record({ ...request, command: appropriate(amount) })),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["recorded", "refused"]);
    expect(outcomes.flatMap(codes)).toEqual(["idempotency-key-reused"]);
  });
});

describe("the expected position", () => {
  it("is refused as stale with what was recorded since, newest first", async () => {
    const { store, record } = await givenPlan();
    const { position } = await store.head();
    await record("a", appropriate("100"));
    await record("b", appropriate("200", "v-9"));
    const outcome = await record("c", appropriate("300"), position);
    expect(codes(outcome)).toEqual(["stale-position"]);
    expect(outcome.kind === "refused" && outcome.since.map(({ command }) => command)).toEqual(["b", "a"]);
  });

  it("that was never reached is stale as well", async () => {
    const { store, record } = await givenPlan();
    const { position } = await store.head();
    const outcome = await record("c", appropriate("300"), position + 5n);
    expect(codes(outcome)).toEqual(["stale-position"]);
    expect(outcome.kind === "refused" && outcome.since).toEqual([]);
  });
});

describe("a second process", () => {
  it("never makes a refusal out of what this one has not read yet", async () => {
    const { store, record } = await givenPlan();
    await record("warm", appropriate("1"));
    const other = recorderOn(store);
    const request = { slug: baiyuSlug, expectedPosition: null, actor: "other" };
    await other.record({ ...request, idempotencyKey: "o", command: appropriate("1000") });
    expect(await record("r", release("1000"))).toMatchObject({ kind: "recorded" });
  });

  it("is caught up with on a conflict, and the command decided again", async () => {
    const { store, record } = await givenPlan();
    await record("a", appropriate("100"));
    const other = recorderOn(store);
    await other.record({
      slug: baiyuSlug,
      command: release("100"),
      idempotencyKey: "o",
      expectedPosition: null,
      actor: "other",
    });
    // Decided on the cache this release would pass; the append at the exact revision does not take.
    expect(codes(await record("r", release("100")))).toEqual(["overdrawn"]);
  });

  it("that is always faster ends in a refusal that says so", async () => {
    const { store, record } = await givenPlan();
    let rivals = 0;
    const racing = withAppend(store, async (...call) => {
      await record(`rival-${(rivals += 1)}`, appropriate("1"));
      return store.append(...call);
    });
    const outcome = await recorderOn(racing).record({
      slug: baiyuSlug,
      command: appropriate("7"),
      idempotencyKey: "slow",
      expectedPosition: null,
      actor: "tester",
    });
    expect(codes(outcome)).toEqual(["conflict"]);
  });
});

describe("an unknown outcome", () => {
  /** A store whose appends are lost on the way: before they are written, or after. */
  function losing(store: EventStore, lost: ("before" | "after")[]): PlanStreams {
    return withAppend(store, async (...call) => {
      const when = lost.shift();
      if (when === "before") throw new OutcomeUnknown("no answer");
      const appended = await store.append(...call);
      if (when === "after") throw new OutcomeUnknown("no answer");
      return appended;
    });
  }
  const request = { slug: baiyuSlug, command: appropriate("100"), idempotencyKey: "a", expectedPosition: null };

  it.each([[["before"]], [["after"]], [["before", "after", "after"]]] as ("before" | "after")[][][])(
    "is asked again with the same ids: lost %j",
    async (lost) => {
      const { store } = await givenPlan();
      const before = await countOf(store);
      const outcome = await recorderOn(losing(store, [...lost])).record({ ...request, actor: "tester" });
      expect(outcome.kind).toBe("recorded");
      expect(await countOf(store)).toBe(before + 1);
    },
  );

  it("that stays unknown is an error, and a retry with the same key is safe", async () => {
    const { store } = await givenPlan();
    const before = await countOf(store);
    const recorder = recorderOn(losing(store, ["after", "after", "after", "after"]));
    await expect(recorder.record({ ...request, actor: "tester" })).rejects.toThrow(OutcomeUnknown);
    expect(await recorder.record({ ...request, actor: "tester" })).toMatchObject({ kind: "recorded", repeated: true });
    expect(await countOf(store)).toBe(before + 1);
  });
});

describe("read models that cannot be asked", () => {
  it("do not make a failure of what was recorded", async () => {
    const { store } = await givenPlan();
    const waitFor = async (): Promise<boolean> => {
      throw new Error("the database of the tables is gone");
    };
    const recorder = createRecorder({ store, readModels: { waitFor }, log: quiet, simulated: false });
    const request = { slug: baiyuSlug, command: appropriate("3"), idempotencyKey: "x", expectedPosition: null };
    expect(await recorder.record({ ...request, actor: "t" })).toMatchObject({ kind: "recorded", visible: false });
  });
});
