import { namesOf, viewOf } from "@mingzhang/domain";
import type { ApiContext } from "../http/api-context.ts";
import type { WorkbookPreviewModel } from "../schema/objects/workbook-preview.ts";
import { planFromWorkbook } from "../workbook/plan-from-workbook.ts";
import { readImport } from "../workbook/read-import.ts";
import { importPath, unchanged } from "./import-workbook.ts";
import { type RefusalModel, refusalModel } from "./refusal-model.ts";

interface PreviewArgs {
  readonly contentBase64: string;
  readonly adoptedOn: string | null;
}

/** What an import would record, or why it would be refused. Nothing is recorded. */
export async function previewWorkbook(
  args: PreviewArgs,
  { recorder, reads }: ApiContext,
): Promise<WorkbookPreviewModel | RefusalModel> {
  const reading = await readImport(args.contentBase64);
  if (!reading.ok) return reading.refusal;
  const { workbook, document } = reading;
  const { slug, projects } = workbook;
  const today = recorder.today();
  const showing = { args, pathOf: importPath, reads, today };
  const read = planFromWorkbook(workbook, { document });
  if (!read.ok) {
    const { history } = await recorder.known(slug);
    return refusalModel({ refusals: read.refusals, history, since: [] }, showing);
  }
  const firstDay = `${workbook.firstYear}-01-01`;
  const occurredOn = args.adoptedOn ?? (firstDay < today ? firstDay : today);
  const { history, decision } = await recorder.preview(slug, { name: "AdoptPlan", occurredOn, plan: read.plan });
  const totalFen = projects.reduce((sum, project) => sum + project.totalFen, 0n);
  if (!decision.ok) {
    if (unchanged(workbook, { history, refusals: decision.refusals }, today))
      return { kind: "workbook", slug, totalFen, events: [] };
    return refusalModel({ refusals: decision.refusals, history, since: [] }, showing);
  }
  const { state, events } = decision.next;
  const names = namesOf(state && viewOf(state, today));
  return { kind: "workbook", slug, totalFen, events: events.map((event) => ({ event, names })) };
}
