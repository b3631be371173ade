import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { EventInFull } from "../event/event-page.tsx";
import { correctionField, faultsOf, matrixField } from "./check.ts";
import { type Kind, type RecordPlan, typedFields } from "./kind.ts";
import { type CellDelta, type Shift, shiftOf } from "./matrix/shift.ts";
import { cellValues, deltasOfEvent, givenValues, valuesFromAddress, valuesFromEvent } from "./prefill.ts";
import { useDraft } from "./use-draft.ts";
import { type Faults, useFaults } from "./use-faults.ts";
import { serverFaults } from "./server-fault.ts";
import { type Command, type Phase, refusedByPlan, useRecording } from "./use-recording.ts";
import type { Values } from "./values.ts";

export interface RecordFormInput {
  readonly kind: Kind;
  readonly plan: RecordPlan;
  /** The record that this one corrects. */
  readonly corrects: EventInFull | null;
}

export interface RecordFormState {
  readonly faults: Faults;
  readonly values: Values;
  readonly shift: Shift | null;
  readonly phase: Phase;
  /** Whether the draft was found from before. */
  readonly found: boolean;
  readonly edit: (patch: Values) => void;
  readonly preview: () => void;
  readonly record: (position: string) => void;
  readonly goOn: () => void;
  readonly another: () => void;
}

/** A form from typing over the preview to the record. What is typed is the draft; everything else follows from it. */
export function useRecordForm({ kind, plan, corrects }: RecordFormInput): RecordFormState {
  const [params] = useSearchParams();
  const undone = useMemo(() => (corrects ? deltasOfEvent(corrects) : []), [corrects]);
  const about = corrects?.id ?? aboutOf(params);
  const unkept = useMemo(() => kind.fields.filter(({ withheld }) => withheld).map(({ name }) => name), [kind]);
  const place = { slug: plan.slug, kind: kind.id, about, unkept };
  const { draft, found, change, renewKey, forget, restart } = useDraft(place, () =>
    corrects
      ? { ...valuesFromEvent(kind, corrects), ...cellValues(undone, (cell) => heldIn(plan, cell)) }
      : valuesFromAddress(kind, params, plan.pair.asOf),
  );
  const { idempotencyKey } = draft;
  // What the address gives is not typed, and an older draft has no say in it.
  const values = { ...draft.values, ...givenValues(kind, params) };
  const shift = kind.matrix ? shiftOf(plan.projects, yearsOf(plan), { values, undone }) : null;
  const { phase, preview, record, reset } = useRecording();
  const faults = useFaults();

  const command = (): Command => ({
    slug: plan.slug,
    kind,
    values,
    deltas: shift?.deltas ?? [],
    idempotencyKey,
    corrects: corrects ? { event: corrects.id, reason: (values[correctionField] ?? "").trim() } : null,
  });
  const settle = (next: Phase) => {
    if (next.at === "recorded") forget();
    if (next.at !== "refused" || refusedByPlan(next)) return;
    const fields = [
      ...typedFields(kind).map(({ name }) => name),
      correctionField,
      ...(kind.matrix ? [matrixField] : []),
    ];
    faults.show(serverFaults(next.refusal, fields));
    if (next.refusal.details.some(({ code }) => code === "idempotency-key-reused")) renewKey();
  };
  const ask = async () => {
    const own = faultsOf({ kind, values, plan, shift, correcting: corrects !== null });
    faults.show(own);
    if (own.length > 0) reset();
    else settle(await preview(command()));
  };
  const confirm = async (position: string) => settle(await record(command(), position));

  return {
    values,
    shift,
    phase,
    found,
    faults,
    edit: (patch) => {
      change(patch);
      faults.forgive(patch);
      if (phase.at !== "typing") reset();
    },
    preview: () => void ask(),
    record: (position) => void confirm(position),
    goOn: reset,
    another: () => {
      restart(valuesFromAddress(kind, new URLSearchParams(), plan.pair.asOf));
      reset();
    },
  };
}

/** What a form was opened about: a draft belongs to it. */
function aboutOf(params: URLSearchParams): string | null {
  const event = params.get("event");
  const name = params.get("name");
  if (event !== null) return name === null ? event : `${event}:${name}`;
  return params.get("transfer") ?? params.get("payment") ?? params.get("sha256");
}

function yearsOf({ years }: RecordPlan): readonly number[] {
  return years.map(({ year }) => year);
}

function heldIn(plan: RecordPlan, cell: CellDelta): bigint {
  const project = plan.projects.find(({ code }) => code === cell.project);
  return BigInt(project?.allocations.find(({ year }) => year === cell.year)?.amount.fen ?? "0");
}
