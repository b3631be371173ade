import type { PlanEvent } from "@mingzhang/domain";
import type { EvidenceFiles } from "@mingzhang/evidence";
import type { ApiContext } from "../http/api-context.ts";
import { eventsNow } from "../read/recorded-event.ts";
import type { CommandDefinition } from "../schema/commands/command.ts";
import { keyFaults } from "../schema/commands/faults.ts";
import type { ControlInput } from "../schema/inputs/control.ts";
import type { RecordedModel } from "../schema/objects/recorded.ts";
import type { RecordedOutcome } from "./recorder.ts";
import { type RefusalModel, refusalModel } from "./refusal-model.ts";

type Control = typeof ControlInput.$inferInput;

/** Recorded by whoever holds the write token: nobody can be named before there is a sign-in. */
export const tokenHolder = "bearer-token";

/** Records what a mutation was given, or says every reason why not. */
export async function recordCommand(
  definition: CommandDefinition,
  args: { readonly slug: string; readonly input: object; readonly control: Control },
  { recorder, reads, evidence }: ApiContext,
): Promise<RecordedModel | RefusalModel> {
  const { slug, input, control } = args;
  const showing = { args, pathOf: definition.pathOf, reads, today: recorder.today() };
  const history = async () => (await recorder.known(slug)).history;
  const reading = await definition.read(input, control.corrects ?? null, { evidence, history });
  const faults = [...(reading.ok ? [] : reading.refusals), ...keyFaults(control.idempotencyKey)];
  if (!reading.ok || faults.length > 0) {
    return refusalModel({ refusals: faults, history: await history(), since: [] }, showing);
  }
  const outcome = await recorder.record({
    slug,
    command: reading.command,
    idempotencyKey: control.idempotencyKey,
    expectedPosition: control.expectedPosition ?? null,
    actor: tokenHolder,
    unlessRecorded: reading.unlessRecorded ?? [],
  });
  if (outcome.kind === "refused") return refusalModel(outcome, showing);
  if (!outcome.visible) await takeDown(outcome.events, evidence);
  return recordedModel(slug, outcome, reads);
}

/**
 * Whoever is asked for a file looks into the tables, and these do not know yet that it was withdrawn. So that nobody is
 * served it after the answer, it goes from the disk first; where another project shows it, it has to be uploaded again.
 */
async function takeDown(events: readonly PlanEvent[], evidence: EvidenceFiles | null): Promise<void> {
  for (const { type, data } of events) if (type === "EvidenceWithdrawn") await evidence?.remove(data.sha256);
}

export function recordedModel(slug: string, outcome: RecordedOutcome, reads: ApiContext["reads"]): RecordedModel {
  const last = outcome.events.at(-1);
  if (!last) throw new Error(`a recording of ${slug} without an event`);
  return {
    kind: "recorded",
    slug,
    position: last.position,
    recordedAt: last.recordedAt,
    repeated: outcome.repeated,
    visible: outcome.visible,
    note: null,
    events: eventsNow(outcome.events, reads),
  };
}
