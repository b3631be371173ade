import {
  AmendPlanDocument,
  ClosePlanDocument,
  DecideReallocationDocument,
  EraseDisclosureDocument,
  VoidEventDocument,
} from "../documents.gen.ts";
import { defineKind, type FieldSpec } from "../kind.ts";
import { sidesOf } from "../matrix/shift.ts";

const occurredOn: FieldSpec = { name: "occurredOn", type: "day", label: "field.decidedOn", hint: "hint.occurredOn" };
const reason: FieldSpec = { name: "reason", type: "text", label: "field.reason" };
const authority: FieldSpec = { name: "authority", type: "text", label: "field.authority", hint: "hint.authority" };
const document: FieldSpec = { name: "document", type: "text", label: "field.legalDocument" };

export const reallocation = defineKind({
  id: "reallocation",
  matrix: "balanced",
  fields: [occurredOn, reason, authority, document],
  document: DecideReallocationDocument,
  input: (typed, deltas) => ({
    occurredOn: typed.day("occurredOn"),
    ...sidesOf(deltas),
    reason: typed.text("reason"),
    authority: typed.text("authority"),
    document: typed.text("document"),
  }),
  command: (decideReallocation) => ({ decideReallocation }),
});

export const amendment = defineKind({
  id: "amendment",
  matrix: "free",
  fields: [occurredOn, reason, authority, document],
  document: AmendPlanDocument,
  input: (typed, deltas) => ({
    occurredOn: typed.day("occurredOn"),
    changes: deltas.map(({ fen, ...cell }) => ({ ...cell, amountFen: fen.toString() })),
    reason: typed.text("reason"),
    authority: typed.text("authority"),
    document: typed.text("document"),
  }),
  command: (amendPlan) => ({ amendPlan }),
});

export const close = defineKind({
  id: "close",
  fields: [occurredOn, reason, document],
  document: ClosePlanDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    reason: typed.text("reason"),
    document: typed.text("document"),
  }),
  command: (closePlan) => ({ closePlan }),
});

export const voiding = defineKind({
  id: "void",
  fields: [
    { name: "event", type: "event", label: "field.event" },
    { ...reason, label: "field.voidReason" },
  ],
  document: VoidEventDocument,
  input: (typed) => ({ event: typed.text("event"), reason: typed.text("reason") }),
  command: (voidEvent) => ({ voidEvent }),
});

/** Starts from the record that withholds the field: which one it is stands in the address. */
export const erasure = defineKind({
  id: "erase",
  fields: [
    { name: "event", type: "given", label: "field.event" },
    { name: "name", type: "given", label: "field.withheld" },
    occurredOn,
    { name: "basis", type: "text", label: "field.eraseBasis", hint: "hint.eraseBasis" },
  ],
  irrevocable: {
    consequences: ["erase.value", "erase.proof", "erase.stays", "erase.copies"],
    agree: "erase.agree",
    confirm: "erase.do",
  },
  document: EraseDisclosureDocument,
  input: (typed) => ({
    occurredOn: typed.day("occurredOn"),
    event: typed.text("event"),
    name: typed.text("name"),
    basis: typed.text("basis"),
  }),
  command: (eraseDisclosure) => ({ eraseDisclosure }),
});
