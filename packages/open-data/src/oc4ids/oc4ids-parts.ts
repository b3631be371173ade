import { fenToYuan } from "../csv/fen-to-yuan.ts";
import type { OpenEntry, OpenTransfer, Publication } from "../publication/publication.ts";
import { type ExactJson, ExactNumber } from "./exact-json.ts";

/** The beginning of a day in Asia/Shanghai, where every day of a plan is one; OC4IDS knows no date without a time. */
export function dayTime(day: string): string {
  return `${day}T00:00:00+08:00`;
}

/** The last second of a day in Asia/Shanghai. */
export function dayEnd(day: string): string {
  return `${day}T23:59:59+08:00`;
}

/** A movement that is no payment: it has no place among the transactions of a project. */
export function movementPart(publication: Publication, transfer: OpenTransfer): ExactJson {
  return {
    id: transfer.entry.id,
    kind: transfer.kind,
    date: dayTime(transfer.occurredOn),
    value: amount(transfer.netFen),
    voucher: transfer.voucher,
    entry: entryPart(publication, transfer.entry),
  };
}

export function amount(fen: bigint) {
  return { amount: new ExactNumber(fenToYuan(fen)), currency: "CNY" } as const;
}

/** The record that a part rests on. */
export function entryPart({ publicUrl }: Publication, { id, index, leafHash, recordedAt }: OpenEntry): ExactJson {
  return { id, index: new ExactNumber(String(index)), leafHash, recordedAt, uri: `${publicUrl}/entries/${index}` };
}
