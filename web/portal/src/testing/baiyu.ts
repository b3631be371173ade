import { readFileSync } from "node:fs";
import {
  type Command,
  decide,
  emptyHistory,
  extended,
  type History,
  type JsonRecord,
  type PlanEvent,
  readPlanDocument,
  replay,
  stateHash,
} from "@mingzhang/domain";
import type { PlanView } from "@mingzhang/domain";
import type { Lang } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import type { Frame } from "../page/frame.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const file = new URL("../../../../services/standalone/plans/wuhou-baiyu-2016-2020.json", import.meta.url);

/** The commands that a short history of the real plan is made of: one late milestone, some money on its way. */
export const shortHistory: readonly Command[] = [
  adoption(),
  {
    name: "AppropriateFunds",
    occurredOn: "2017-02-01",
    data: { year: 2017, amountFen: wan(2852), voucher: "拨-1", note: "仅供内部" },
  },
  {
    name: "ReleaseFunds",
    occurredOn: "2017-02-10",
    data: { project: "housing", amountFen: wan(2000), voucher: "下-1", note: "仅供内部" },
  },
  {
    name: "PlanMilestone",
    occurredOn: "2017-01-05",
    data: { project: "housing", milestone: "first", name: { zh: "首批完工", en: null }, dueOn: "2017-10-31" },
  },
];

function adoption(): Command {
  const { occurredOn, plan } = JSON.parse(readFileSync(file, "utf8")) as { occurredOn: string; plan: JsonRecord };
  const read = readPlanDocument(plan);
  if (!read.ok) throw new Error("the plan of the repository cannot be read");
  return { name: "AdoptPlan", occurredOn, plan: read.plan };
}

/** Decides the commands one after another, as the domain does, and gives the view of the last day. */
export function viewAfter(commands: readonly Command[], simulated = false): PlanView {
  let history: History = emptyHistory;
  let count = 0;
  for (const command of commands) {
    const decision = decide(history, command, {
      plan: "wuhou-baiyu-2016-2020",
      today: "2018-06-30",
      simulated,
      newId: (index) => `00000000-0000-4000-8000-${(count + index).toString().padStart(12, "0")}`,
    });
    if (!decision.ok) throw new Error(decision.refusals.map(({ code }) => code).join(", "));
    const place = { plan: "wuhou-baiyu-2016-2020", actor: "", command: "", digest: "", version: 1 };
    const recorded = decision.facts.map((fact, index): PlanEvent => ({
      ...fact,
      ...place,
      revision: count + index,
      position: BigInt(count + index + 1),
      recordedAt: "2018-06-30T00:00:00.000000Z",
    }));
    count += recorded.length;
    history = extended(history, recorded);
  }
  const at = replay(history.events, { asOf: "2018-06-30", knownAt: "2018-06-30T00:00:00.000000Z" });
  if (!at) throw new Error("the plan does not exist");
  return at.view;
}

/** The frame of a page about a plan, or of one about none. */
export function frameFor(view: PlanView | null, changed: Partial<Frame> = {}): Frame {
  return {
    lang: "zh-CN",
    askedLang: null,
    path: view ? `/plans/${view.slug}` : "/",
    query: {},
    asked: { asOf: null, knownAt: null },
    moment: { asOf: "2018-06-30", knownAt: "2018-06-30T00:00:00.123456Z" },
    plan: view && { slug: view.slug, name: view.name, stateHash: stateHash(view), position: "42" },
    simulated: view?.simulated ?? false,
    publicUrl: "https://example.org",
    ...changed,
  };
}

export const inEnglish = { lang: "en", askedLang: "en" } as const satisfies { lang: Lang; askedLang: Lang };

export const someChange: Change = {
  index: "12",
  label: "拨付",
  sentence: "支援方财政拨付2017年度资金2,852万元到专户（凭证拨-1）。",
  occurredOn: "2017-02-01",
  recordedAt: "2017-02-13T02:11:07.123456Z",
  daysLate: 12,
  simulated: false,
  corrects: null,
  correctedBy: null,
  unproved: false,
};

/** What a reader sees: tags gone, entities undone, white space run together. */
export function textOf(html: string): string {
  const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  return html
    .replace(/<style>.*?<\/style>/s, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/&[^;]+;/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, " ");
}
