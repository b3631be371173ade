import type { EventLineFragment, RefusalPartsFragment } from "./documents.gen.ts";
import { correctionField, matrixField } from "./check.ts";

/** A reason of the server at the field that it is about; null where it is about none of them. */
export interface ShownFault {
  readonly field: string | null;
  readonly text: string;
  readonly event: EventLineFragment | null;
}

/** All reasons of a refusal, at the fields of the form; its own message where it gives no details. */
export function serverFaults(refusal: RefusalPartsFragment, fields: readonly string[]): ShownFault[] {
  if (refusal.details.length === 0) return [{ field: null, text: refusal.message, event: null }];
  return refusal.details.map(({ field, message, event }) => ({
    field: fieldOf(field, fields),
    text: message,
    event: event ?? null,
  }));
}

const matrixRoots = new Set(["from", "to", "changes"]);

/** `input.amountFen` and `amountFen` are the same field; `from.0.amountFen` is the matrix. */
function fieldOf(field: string | null, fields: readonly string[]): string | null {
  if (field === null) return null;
  const path = field.replace(/^(input|control)\./, "");
  if (path === "corrects.reason") return correctionField;
  const [root = ""] = path.split(".");
  if (matrixRoots.has(root)) return fields.includes(matrixField) ? matrixField : null;
  return fields.includes(root) ? root : null;
}
