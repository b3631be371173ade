import { viewOf } from "@mingzhang/domain";
import type { ApiContext } from "../http/api-context.ts";
import { keyFaults } from "../schema/commands/faults.ts";
import { isControl } from "../schema/commands/command.ts";
import type { ControlInput } from "../schema/inputs/control.ts";
import type { RecordedModel } from "../schema/objects/recorded.ts";
import { planFromWorkbook } from "../workbook/plan-from-workbook.ts";
import { readImport } from "../workbook/read-import.ts";
import { sameWorkbook } from "../workbook/same-workbook.ts";
import { workbookFromView } from "../workbook/workbook-from-view.ts";
import type { PlanWorkbook } from "@mingzhang/open-data";
import { recordedModel, tokenHolder } from "./record-command.ts";
import type { RefusedOutcome } from "./recorder.ts";
import { type RefusalModel, refusalModel } from "./refusal-model.ts";

interface ImportArgs {
  readonly contentBase64: string;
  readonly adoptedOn: string;
  readonly control: typeof ControlInput.$inferInput;
}

/** Records a plan out of a workbook; nothing where the plan in force says the same already. */
export async function importWorkbook(args: ImportArgs, context: ApiContext): Promise<RecordedModel | RefusalModel> {
  const { recorder, reads } = context;
  const { control, adoptedOn } = args;
  const reading = await readImport(args.contentBase64);
  if (!reading.ok) return reading.refusal;
  const { workbook, document } = reading;
  const { slug } = workbook;
  const showing = { args, pathOf: importPath, reads, today: recorder.today() };
  const read = planFromWorkbook(workbook, { document });
  const faults = [...(read.ok ? [] : read.refusals), ...keyFaults(control.idempotencyKey)];
  if (!read.ok || faults.length > 0) {
    const { history } = await recorder.known(slug);
    return refusalModel({ refusals: faults, history, since: [] }, showing);
  }
  const outcome = await recorder.record({
    slug,
    command: { name: "AdoptPlan", occurredOn: adoptedOn, plan: read.plan },
    idempotencyKey: control.idempotencyKey,
    expectedPosition: control.expectedPosition ?? null,
    actor: tokenHolder,
    simulated: workbook.simulated === true,
  });
  if (outcome.kind === "recorded") return recordedModel(slug, outcome, reads);
  return unchanged(workbook, outcome, recorder.today()) ?? refusalModel(outcome, showing);
}

/** Path of an argument of the import for a field of the adoption. */
export function importPath(field: string): string {
  if (field === "occurredOn") return "adoptedOn";
  return isControl(field) ? `control.${field}` : `workbook.${field}`;
}

/** The answer where the plan in force says what the workbook says; null where it does not, or nobody can tell. */
export function unchanged(
  workbook: PlanWorkbook,
  { history, refusals }: Pick<RefusedOutcome, "history" | "refusals">,
  today: string,
): RecordedModel | null {
  if (refusals.some(({ code }) => code === "unreadable-record")) return null;
  const { last } = history;
  const own = history.state && workbookFromView(viewOf(history.state, today));
  if (!last || !own || !sameWorkbook(workbook, own)) return null;
  return {
    kind: "recorded",
    slug: workbook.slug,
    position: last.position,
    recordedAt: last.recordedAt,
    repeated: false,
    visible: true,
    note: {
      zh: "工作簿与现行规划一致，无需记录。",
      en: "The workbook says what the plan in force says: there is nothing to record.",
    },
    events: [],
  };
}
