/** A cursor that this installation did not hand out. */
export class InvalidCursor extends Error {
  readonly value: string;

  constructor(value: string) {
    super(`after ${JSON.stringify(value)}: no cursor of this list`);
    this.name = "InvalidCursor";
    this.value = value;
  }
}

/** Opaque to callers: the columns that the list is ordered by. */
export function writeCursor(...parts: readonly (string | bigint)[]): string {
  return Buffer.from(parts.join(" ")).toString("base64url");
}

/** The parts of a cursor, each of the given form. Throws `InvalidCursor`. */
export function readCursor(cursor: string, forms: readonly RegExp[]): readonly string[] {
  const parts = Buffer.from(cursor, "base64url").toString().split(" ");
  const fits = parts.length === forms.length && forms.every((form, index) => form.test(parts[index] ?? ""));
  if (!fits) throw new InvalidCursor(cursor);
  return parts;
}

export const positionForm = /^\d{1,18}$/;
