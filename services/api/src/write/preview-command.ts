import { type DiffSide, type History, instantOf, planDiff, viewOf } from "@mingzhang/domain";
import type { ApiContext } from "../http/api-context.ts";
import { eventsNow } from "../read/recorded-event.ts";
import type { CommandDefinition } from "../schema/commands/command.ts";
import type { CorrectionInput } from "../schema/inputs/correction.ts";
import type { PreviewChangesModel } from "../schema/objects/preview-changes.ts";
import { type RefusalModel, refusalModel } from "./refusal-model.ts";

interface PreviewArgs {
  readonly slug: string;
  readonly input: object;
  readonly corrects: typeof CorrectionInput.$inferInput | null;
}

/** What a command would change if it were recorded now, or why it would be refused. Nothing is recorded. */
export async function previewCommand(
  definition: CommandDefinition,
  { slug, input, corrects }: PreviewArgs,
  { recorder, reads, evidence }: ApiContext,
): Promise<PreviewChangesModel | RefusalModel> {
  const today = recorder.today();
  // Paths are those of the mutation, so that a form needs one mapping for both.
  const showing = { args: { slug, input, control: { corrects } }, pathOf: definition.pathOf, reads, today };
  const known = async () => (await recorder.known(slug)).history;
  const reading = await definition.read(input, corrects, { evidence, history: known });
  const faults = reading.ok ? (reading.unlessRecorded ?? []) : reading.refusals;
  if (!reading.ok || faults.length > 0) {
    return refusalModel({ refusals: faults, history: await known(), since: [] }, showing);
  }
  const { history, decision } = await recorder.preview(slug, reading.command);
  if (!decision.ok) return refusalModel({ refusals: decision.refusals, history, since: [] }, showing);
  const recorded = new Set(history.events.map(({ id }) => id));
  const changes = planDiff(sideOf(history, today), sideOf(decision.next, today));
  return {
    kind: "changes",
    changes: changes.map(({ because, ...change }) => ({
      ...change,
      because: eventsNow(
        because.filter(({ id }) => recorded.has(id)),
        reads,
      ),
    })),
  };
}

function sideOf({ state, live }: History, today: string): DiffSide | null {
  return state && { live, view: viewOf(state, today), moment: { asOf: today, knownAt: instantOf(new Date()) } };
}
