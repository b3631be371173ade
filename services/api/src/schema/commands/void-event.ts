import type { InputRef } from "@pothos/core";
import { VoidEventInput } from "../inputs/void-event.ts";
import { type CommandDefinition, isControl } from "./command.ts";
import { invalidInput, reasonFaults } from "./faults.ts";

/** The one command that names an event and states no fact of its own. */
export const voidEvent: CommandDefinition = {
  field: "voidEvent",
  description: "The record says something that never was: takes the event out of every later-known view.",
  input: VoidEventInput as InputRef<object>,
  read: (given, corrects) => {
    const { event, reason } = given as typeof VoidEventInput.$inferInput;
    const remedy = { zh: "作废记录时请勿填写更正对象", en: "leave it out: voiding names its event in the input" };
    const refusals = [
      ...reasonFaults("reason", reason),
      ...(corrects ? [invalidInput("control.corrects", corrects.event, remedy)] : []),
    ];
    if (refusals.length > 0) return { ok: false, refusals };
    return { ok: true, command: { name: "VoidRecord", corrects: { event, reason } } };
  },
  pathOf: (field) => {
    if (field.startsWith("control.")) return field;
    if (field.startsWith("corrects.")) return `input.${field.slice("corrects.".length)}`;
    return isControl(field) ? `control.${field}` : `input.${field}`;
  },
};
