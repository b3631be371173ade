import { catalogue, type Refusal, refusal, type Words } from "@mingzhang/domain";

/** An input that cannot be used, as the domain says it: field, value, remedy. */
export function invalidInput(field: string, value: string, remedy: Words): Refusal {
  const shown = value.length > 80 ? `${value.slice(0, 79)}…` : value;
  return refusal("invalid-input", { field, value: shown, remedyZh: remedy.zh, remedyEn: remedy.en }, field);
}

/** Faults of the reason for a correction or a voiding. */
export function reasonFaults(field: string, reason: string): readonly Refusal[] {
  if (catalogue.RecordVoided.schema.safeParse({ reason }).success) return [];
  const remedy = {
    zh: "请填写1至500个字符的文字，不含控制字符",
    en: "give a text of 1 to 500 characters without control characters",
  };
  return [invalidInput(field, reason, remedy)];
}

/** Faults of an idempotency key. */
export function keyFaults(key: string): readonly Refusal[] {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return [];
  const remedy = {
    zh: "请填写1至200个可见的ASCII字符，例如一个UUID",
    en: "give 1 to 200 visible ASCII characters, for example a UUID",
  };
  return [invalidInput("idempotencyKey", key, remedy)];
}
