import { expect } from "vitest";
import type { PlanEvent } from "../event/plan-event.ts";
import type { Command, FactCommand, PlanDocument } from "../plan/commands.ts";
import { decide, type Decision } from "../plan/decide.ts";
import { emptyHistory, extended, type History } from "../plan/history.ts";
import type { RefusalCode } from "../plan/refusal.ts";
import { type Replay, replay } from "../replay/replay.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const named = (zh: string, en: string) => ({ zh, en });

/** A small plan for tests: two projects in two sectors, 2016 to 2018, one of them taken over. */
export const smallPlan: PlanDocument = {
  adopted: {
    slug: "test-plan",
    name: named("测试规划", "Test plan"),
    donor: named("甲区", "District A"),
    recipient: named("乙县", "County B"),
    firstYear: 2016,
    lastYear: 2018,
    document: "测试文件",
    dateAssumed: false,
  },
  rule: { ratePercent: "0.5", growthPercent: "5" },
  bases: [{ year: 2015, amountFen: wan(60_000), document: "预算" }],
  earlierPlan: null,
  sectors: [
    { sector: "livelihood", name: named("民生改善", "Livelihood") },
    { sector: "industry", name: named("产业优化", "Industry") },
  ],
  projects: [project("housing", 1, "livelihood"), project("crafts", 2, "industry")],
  allocations: [
    { project: "housing", year: 2016, amountFen: wan(100) },
    { project: "housing", year: 2017, amountFen: wan(200) },
    { project: "crafts", year: 2016, amountFen: wan(50) },
    { project: "crafts", year: 2018, amountFen: wan(30) },
  ],
};

function project(code: string, number: number, sector: string): PlanDocument["projects"][number] {
  return {
    project: code,
    number,
    sector,
    name: named(`项目${number}`, `Project ${number}`),
    category: "类别",
    description: named("说明", "Description"),
    responsibleUnit: named("县局", "Bureau"),
    startYear: 2016,
    endYear: 2018,
    carriedOver: code === "crafts",
    totalInvestmentFen: wan(400),
    quantities: [{ code: "houses", name: named("房屋", "Houses"), unit: named("户", "households"), planned: "200" }],
    fundingSources: [{ kind: "pairedAssistance", amountFen: wan(300), note: null }],
  };
}

/** A history that grows by deciding commands; every record is learnt on a day of its own choosing. */
export class Scenario {
  history: History = emptyHistory;
  private ids = 0;

  readonly plan: string;

  constructor(plan = "test-plan") {
    this.plan = plan;
  }

  /** The plan adopted on 2016-01-01 and recorded then. */
  static adopted(document: PlanDocument = smallPlan): Scenario {
    const scenario = new Scenario(document.adopted.slug);
    scenario.accept({ name: "AdoptPlan", occurredOn: "2016-01-01", plan: document }, "2016-01-01");
    return scenario;
  }

  decide(command: Command, today = "2020-12-31"): Decision {
    return decide(this.history, command, {
      plan: this.plan,
      today,
      simulated: false,
      newId: (index) => idNumber(this.ids + index),
    });
  }

  /** Decides, expects acceptance, and records on `recordedOn`. Returns the id of the first fact. */
  accept(command: Command, recordedOn = "occurredOn" in command ? command.occurredOn : "2020-12-31"): string {
    const decision = this.decide(command, recordedOn);
    if (!decision.ok) throw new Error(`refused: ${decision.refusals.map(({ code }) => code).join(", ")}`);
    const position = this.history.events.at(-1)?.position ?? 0n;
    const recordedAt = instantAfter(this.history.events.at(-1), recordedOn);
    const recorded = decision.facts.map((fact, index): PlanEvent => ({
      ...fact,
      plan: this.plan,
      revision: this.history.events.length + index,
      position: position + 1n + BigInt(index),
      recordedAt,
      actor: "test",
      command: "test",
      digest: "",
      version: 1,
    }));
    this.ids += recorded.length;
    this.history = extended(this.history, recorded);
    expect(this.history.state, "the cached state is the fold").toEqual(this.at("2030-12-31")?.state ?? null);
    return recorded[0]?.id ?? "";
  }

  /** Codes of the refusals, in order; empty where the command is accepted. */
  refused(command: Command, today?: string): readonly RefusalCode[] {
    const decision = this.decide(command, today);
    return decision.ok ? [] : decision.refusals.map(({ code }) => code);
  }

  at(asOf: string, knownAt = "9999-12-31T00:00:00.000000Z"): Replay | null {
    return replay(this.history.events, { asOf, knownAt });
  }
}

export function idNumber(number: number): string {
  return `00000000-0000-4000-8000-${number.toString().padStart(12, "0")}`;
}

/** Later than the last record, on the day or after it. */
function instantAfter(last: PlanEvent | undefined, day: string): string {
  const start = `${day}T00:00:00.000000Z`;
  if (!last || last.recordedAt < start) return start;
  const micros = (Number(last.recordedAt.slice(20, 26)) + 1).toString().padStart(6, "0");
  return `${last.recordedAt.slice(0, 20)}${micros}Z`;
}

export function appropriate(occurredOn: string, year: number, amount: number): FactCommand {
  return { name: "AppropriateFunds", occurredOn, data: { year, amountFen: wan(amount), voucher: "A", note: null } };
}

export function release(occurredOn: string, code: string, amount: number): FactCommand {
  return {
    name: "ReleaseFunds",
    occurredOn,
    data: { project: code, amountFen: wan(amount), voucher: "R", note: null },
  };
}

export function pay(occurredOn: string, code: string, amount: number): FactCommand {
  const data = {
    project: code,
    amountFen: wan(amount),
    payeeName: "施工队",
    purpose: "进度款",
    voucher: "P",
    note: null,
  };
  return { name: "MakePayment", occurredOn, data: { ...data, payeeKind: "contractor" } };
}

/** What stands for a name in a record: a digest like any other. */
export const someDigest = "N-3f1cXbQ0r8s7t6u5v4w3x2y1z0A9B8C7D6E5F4G3H";

export function payHousehold(occurredOn: string, code: string, amount: number, payeeName = someDigest): FactCommand {
  const data = { project: code, amountFen: wan(amount), payeeName, village: "甲村", purpose: "补助", voucher: "H" };
  return { name: "PayHousehold", occurredOn, data: { ...data, note: null } };
}

/** SHA-256 of a file that tests speak of. */
export function digestOf(number: number): string {
  return number.toString(16).padStart(64, "0");
}

export function attach(
  occurredOn: string,
  code: string,
  { sha256 = digestOf(1), milestone = null, kind = "photo", mediaType = "image/jpeg" }: Partial<Attached> = {},
): FactCommand {
  const isImage = mediaType.startsWith("image/");
  const size = { bytes: 250_000, width: isImage ? 2048 : null, height: isImage ? 1536 : null };
  const said = { caption: { zh: "屋顶完工", en: "The roof is done" }, original: digestOf(99), note: null };
  const data = { project: code, milestone, kind, sha256, mediaType, ...size, ...said };
  return { name: "AttachEvidence", occurredOn, data };
}

type Attached = Extract<FactCommand, { name: "AttachEvidence" }>["data"];

export function withdraw(occurredOn: string, code: string, sha256 = digestOf(1)): FactCommand {
  return { name: "WithdrawEvidence", occurredOn, data: { project: code, sha256, reason: "本人要求", note: null } };
}

export function correcting(command: FactCommand, event: string): FactCommand {
  return { ...command, corrects: { event, reason: "录入有误" } };
}
