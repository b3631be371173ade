import { z } from "zod";
import { catalogue } from "../event/catalogue.ts";
import type { Declaration, JsonRecord } from "../event/declaration.ts";
import type { Replaces } from "../event/plan-event.ts";
import { isDay } from "../time/day.ts";
import { type CommandName, commandEvents, type FactCommand, type PlanDocument } from "./commands.ts";
import { remedyFor } from "./remedies.ts";
import { type Refusal, refusal } from "./refusal.ts";

export interface RawCommand {
  readonly occurredOn: string;
  readonly data: JsonRecord;
  readonly corrects?: Replaces | undefined;
}

/** A command out of JSON, amounts as digits. Every fault at once, each with its field, value and remedy. */
export function readCommand(
  name: CommandName,
  { occurredOn, data, corrects }: RawCommand,
):
  | { readonly ok: true; readonly command: FactCommand }
  | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const refusals = isDay(occurredOn) ? [] : [invalid("occurredOn", occurredOn)];
  const declaration: Declaration = catalogue[commandEvents[name]];
  const read = z.safeDecode(declaration.clear, data as never);
  if (!read.success) refusals.push(...faults(read.error, data));
  if (corrects && (corrects.reason.trim() === "" || corrects.reason.length > 500)) {
    refusals.push(invalid("corrects.reason", corrects.reason));
  }
  if (refusals.length > 0 || !read.success) return { ok: false, refusals };
  const command = { name, occurredOn, data: read.data, ...(corrects ? { corrects } : {}) };
  return { ok: true, command: command as unknown as FactCommand };
}

const documentSchema = z.strictObject({
  adopted: catalogue.PlanAdopted.schema,
  rule: catalogue.FundingRuleSet.schema.nullable(),
  bases: z.array(catalogue.FundingBaseEstimated.schema),
  earlierPlan: catalogue.EarlierPlanReported.schema.nullable(),
  sectors: z.array(catalogue.SectorAdded.schema),
  projects: z.array(catalogue.ProjectAdded.schema),
  allocations: z.array(catalogue.AllocationSet.schema),
});

/** A plan document out of JSON, amounts as digits. Every fault at once. */
export function readPlanDocument(
  raw: JsonRecord,
): { readonly ok: true; readonly plan: PlanDocument } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const read = z.safeDecode(documentSchema, raw as never);
  return read.success ? { ok: true, plan: read.data } : { ok: false, refusals: faults(read.error, raw) };
}

function faults(error: z.ZodError, data: JsonRecord): Refusal[] {
  return error.issues.flatMap((issue) => {
    const extra = issue.code === "unrecognized_keys" ? issue.keys : [null];
    return extra.map((key) => {
      const path = [...issue.path.map(String), ...(key === null ? [] : [key])];
      return invalid(path.join("."), shown(valueAt(data, path)));
    });
  });
}

function invalid(field: string, value: string): Refusal {
  const remedy = remedyFor(field);
  return refusal("invalid-input", { field, value, remedyZh: remedy.zh, remedyEn: remedy.en }, field);
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    data,
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
