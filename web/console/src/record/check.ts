import { wanText } from "@mingzhang/ledger";
import type { MessageId } from "../i18n/text.tsx";
import { isoDay } from "../view/iso-day.ts";
import type { FieldSpec, Kind, RecordPlan } from "./kind.ts";
import type { Shift } from "./matrix/shift.ts";
import { fenTyped, plainDigits, type Values } from "./values.ts";

/** What has to be mended before the server is asked at all. The rules themselves are the server's. */
export interface Fault {
  readonly field: string;
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const matrixField = "matrix";
export const correctionField = "correctionReason";

const longest = 500;

export interface FormState {
  readonly kind: Kind;
  readonly values: Values;
  readonly plan: Pick<RecordPlan, "adoptedOn" | "pair">;
  readonly shift: Shift | null;
  readonly correcting: boolean;
}

/** Every fault of a form at once. */
export function faultsOf({ kind, values, plan, shift, correcting }: FormState): Fault[] {
  const faults = kind.fields.flatMap((field) => fieldFaults(field, values, plan));
  if (correcting && isBlank(values[correctionField])) faults.push({ field: correctionField, id: "fault.required" });
  if (kind.matrix && shift) faults.push(...matrixFaults(kind.matrix, shift));
  return faults;
}

function fieldFaults(field: FieldSpec, values: Values, plan: FormState["plan"]): Fault[] {
  const text = (values[field.name] ?? "").trim();
  const missing = field.type === "file" ? "fault.file" : "fault.required";
  if (text === "") return field.optional ? [] : [{ field: field.name, id: missing }];
  const fault = typedFault(field, text, { values, plan });
  return fault ? [{ field: field.name, ...fault }] : [];
}

function typedFault(
  { type, name }: FieldSpec,
  text: string,
  { values, plan }: { values: Values; plan: FormState["plan"] },
): Omit<Fault, "field"> | null {
  switch (type) {
    case "day":
    case "dueDay": {
      const day = isoDay(text);
      if (day === null) return { id: "fault.day" };
      if (type === "dueDay") return null;
      if (day > plan.pair.asOf) return { id: "fault.future", values: { today: plan.pair.asOf } };
      return day < plan.adoptedOn ? { id: "fault.beforePlan", values: { adoptedOn: plan.adoptedOn } } : null;
    }
    case "amount": {
      const fen = fenTyped(values, name);
      if (fen === null) return { id: "fault.amount" };
      return fen > 0n ? null : { id: "fault.notPositive" };
    }
    case "decimal":
      return /^(0|[1-9]\d{0,8})(\.\d{1,4})?$/.test(plainDigits(text)) ? null : { id: "fault.decimal" };
    case "newMilestone":
      return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60 ? null : { id: "fault.code" };
    case "year":
    case "baseYear":
      return /^\d{4}$/.test(text) ? null : { id: "fault.year" };
    default:
      return text.length > longest ? { id: "fault.tooLong", values: { longest } } : null;
  }
}

function matrixFaults(matrix: "balanced" | "free", { deltas, difference, faulty }: Shift): Fault[] {
  if (faulty.length > 0) return [{ field: matrixField, id: "fault.cells", values: { count: faulty.length } }];
  if (deltas.length === 0) return [{ field: matrixField, id: "fault.noChange" }];
  if (matrix === "balanced" && difference !== 0n) {
    return [{ field: matrixField, id: "fault.unbalanced", values: { difference: wanText(difference) } }];
  }
  return [];
}

function isBlank(text: string | undefined): boolean {
  return (text ?? "").trim() === "";
}
