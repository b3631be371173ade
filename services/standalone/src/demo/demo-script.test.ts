import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRecorder } from "@mingzhang/api";
import { addDays, dayOfInstant, daysBetween, fromStored, type PlanEvent, replay, streamOf } from "@mingzhang/domain";
import { memoryStore } from "@mingzhang/event-store/memory";
import { evidenceFolder, type Held } from "@mingzhang/evidence";
import { wanText } from "@mingzhang/ledger";
import { createLog } from "@mingzhang/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baiyuPlan, baiyuSlug } from "../baiyu-plan.ts";
import { drawings } from "./drawings.ts";
import { keepDrawings } from "./pictures.ts";
import { isRecorded, recordDemo } from "./record-demo.ts";
import { demoScript } from "./script.ts";

const end = { asOf: "2021-12-31", knownAt: "2021-12-31T00:00:00.000000Z" };

function desk() {
  let current = new Date("2016-01-01T00:00:00Z");
  const clock = {
    now: () => current,
    set: async (at: Date) => {
      current = at;
    },
  };
  const store = memoryStore(clock);
  const readModels = { waitFor: async () => true };
  const recorder = createRecorder({ store, readModels, log: createLog("silent"), now: clock.now, simulated: true });
  const events = async () => (await store.readStream(streamOf(baiyuSlug))).map((stored) => fromStored(stored));
  return { store, recorder, clock, events };
}

let folder = "";
let pictures: readonly Held[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang drawings "));
  pictures = await keepDrawings(evidenceFolder(folder));
});
afterAll(() => rm(folder, { recursive: true }));

async function simulate(): Promise<readonly PlanEvent[]> {
  const { recorder, clock, events } = desk();
  await recordDemo(recorder, { slug: baiyuSlug, steps: demoScript(await baiyuPlan(), pictures), clock });
  return events();
}

describe("the demonstration", () => {
  let events: readonly PlanEvent[];
  beforeAll(async () => {
    events = await simulate();
  });

  it("is the same every time", async () => {
    const again = await simulate();
    expect(again).toEqual(events);
    expect(events.length).toBeGreaterThan(350);
  });

  it("marks every event as simulated", () => {
    expect(events.filter(({ simulated }) => !simulated)).toEqual([]);
    expect(replay(events, end)?.view.simulated).toBe(true);
  });

  it("says so in every text that it adds to the plan", () => {
    const added = events.filter(({ command }) => command !== "demo-adoption");
    const paper = ["voucher", "document", "reason", "authority", "payeeName", "purpose"];
    const texts = added.flatMap(({ data }) =>
      Object.entries(data).flatMap(([field, value]) =>
        paper.includes(field) && value !== null ? [String(value)] : [],
      ),
    );
    expect(texts.length).toBeGreaterThan(400);
    expect(texts.filter((text) => !text.includes("模拟"))).toEqual([]);
    expect(added.filter(({ replaces }) => replaces && !replaces.reason.includes("模拟"))).toEqual([]);
  });

  it("shows drawings in the place of photographs, that say of themselves what they are", async () => {
    const shown = replay(events, end)?.view.projects.flatMap(({ evidence = [] }) => evidence) ?? [];
    expect(shown).toHaveLength(drawings.length);
    expect(shown.filter(({ caption }) => !caption.zh.includes("模拟") || !caption.en?.includes("imulated"))).toEqual(
      [],
    );
    expect(shown.filter(({ withdrawn }) => withdrawn !== null)).toHaveLength(1);
    expect(new Set(shown.map(({ sha256 }) => sha256)).size).toBe(drawings.length);
    const [first] = shown;
    const path = join(folder, "evidence/public", first?.sha256.slice(0, 2) ?? "", first?.sha256 ?? "");
    expect((await readFile(path)).length).toBe(first?.bytes);
  });

  it("is keyed in by Shanghai's office hours of 2016 to 2021, never before it happened", () => {
    for (const { recordedAt, occurredOn } of events) {
      const shanghai = new Date(Date.parse(recordedAt) + 8 * 3_600_000);
      expect(shanghai.getUTCDay() % 6, recordedAt).not.toBe(0);
      expect(shanghai.getUTCHours(), recordedAt).toBeGreaterThanOrEqual(9);
      expect(shanghai.getUTCHours(), recordedAt).toBeLessThan(18);
      expect(shanghai.getUTCFullYear()).toBeLessThanOrEqual(2021);
      expect(occurredOn <= dayOfInstant(recordedAt), recordedAt).toBe(true);
    }
  });

  it("pays on working days", () => {
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() % 6;
    expect(events.filter(({ type, occurredOn }) => type === "PaymentMade" && weekday(occurredOn) === 0)).toEqual([]);
  });

  it("knows of a payment of December only in January", () => {
    const late = events.filter((event) => daysBetween(event.occurredOn, dayOfInstant(event.recordedAt)) > 10);
    expect(late.length).toBeGreaterThan(10);
    const payment = events.find(({ type, occurredOn }) => type === "PaymentMade" && occurredOn === "2016-12-28");
    expect(payment && dayOfInstant(payment.recordedAt)).toBe("2017-01-09");
    const paidAsKnown = (knownAt: string) => replay(events, { asOf: "2016-12-31", knownAt })?.view.paidFen ?? 0n;
    const learnt = paidAsKnown("2017-01-09T16:00:00.000000Z") - paidAsKnown("2017-01-08T16:00:00.000000Z");
    expect(wanText(learnt)).toBe("70");
  });

  it("holds a reallocation, an amendment, corrections, a reversal, refunds and slipped milestones", () => {
    const count = (type: PlanEvent["type"]) => events.filter((event) => event.type === type).length;
    expect(count("ReallocationDecided")).toBe(1);
    expect(count("PlanAmended")).toBe(1);
    expect(events.filter(({ type, replaces }) => type === "PaymentMade" && replaces)).toHaveLength(1);
    expect(count("RecordVoided")).toBe(1);
    expect(count("TransferReversed")).toBe(1);
    expect(count("RefundReceived")).toBe(3);
    expect(count("MilestoneRescheduled")).toBe(5);
    const missed = replay(events, end)?.view.projects.flatMap(({ milestones }) =>
      milestones.filter(({ status }) => status === "missed").map(({ code }) => code),
    );
    expect(missed).toEqual(["road"]);
  });

  it("keeps the sums of years and projects through the reallocation", () => {
    const sums = (asOf: string) => {
      const view = replay(events, { ...end, asOf })?.view;
      return [
        view?.years.map(({ allocatedFen }) => allocatedFen),
        view?.projects.map((project) => project.allocatedFen),
      ];
    };
    const decidedOn = "2018-11-20";
    expect(sums(decidedOn)).toEqual(sums(addDays(decidedOn, -1)));
  });

  it("ends with every released amount paid, refunded or in a subledger", () => {
    const view = replay(events, end)?.view;
    expect(view && [view.totalFen, view.appropriatedFen, view.releasedFen].map(wanText)).toEqual(
      Array(3).fill("15045"),
    );
    const left = view?.projects.reduce((sum, { balanceFen }) => sum + balanceFen, 0n);
    expect(view && left).toBe(view && view.releasedFen - view.paidFen);
  });

  it("completes what an interrupted run has left", async () => {
    const { store, recorder, clock, events: recorded } = desk();
    const steps = demoScript(await baiyuPlan(), pictures);
    await recordDemo(recorder, { slug: baiyuSlug, steps: steps.slice(0, 100), clock });
    expect(await isRecorded(store, baiyuSlug, steps)).toBe(false);
    await recordDemo(recorder, { slug: baiyuSlug, steps, clock });
    expect(await isRecorded(store, baiyuSlug, steps)).toBe(true);
    expect(await recorded()).toEqual(events);
  });
});
