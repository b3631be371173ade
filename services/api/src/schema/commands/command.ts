import {
  type Command,
  type CommandName,
  type History,
  type JsonRecord,
  readCommand,
  type Refusal,
  type Replaces,
} from "@mingzhang/domain";
import type { EvidenceFiles } from "@mingzhang/evidence";
import type { InputRef } from "@pothos/core";
import { reasonFaults } from "./faults.ts";

export type CommandReading =
  | {
      readonly ok: true;
      readonly command: Command;
      /** What it is refused for by now, unless it was recorded before: a retry answers what the first one did. */
      readonly unlessRecorded?: readonly Refusal[];
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What an input may rest on beside itself. */
export interface CommandSources {
  readonly evidence: EvidenceFiles | null;
  /** All that is recorded of the plan. */
  readonly history: () => Promise<History>;
}

/** How one mutation, and the field of `CommandInput` of the same name, becomes a command of the domain. */
export interface CommandDefinition {
  /** Name of the mutation. */
  readonly field: string;
  readonly description: string;
  readonly input: InputRef<object>;
  /** The command that an input means, or every fault of the input at once. */
  read(input: object, corrects: Replaces | null, sources: CommandSources): CommandReading | Promise<CommandReading>;
  /** Path of an argument of the mutation for a field of the command. */
  pathOf(field: string): string;
}

/** One that is read from its input alone. */
export interface FactDefinition extends CommandDefinition {
  read(input: object, corrects: Replaces | null): CommandReading;
}

interface FactOptions<Input> {
  readonly field: string;
  readonly command: CommandName;
  readonly description: string;
  readonly input: InputRef<Input>;
  /** Content of the fact as JSON, amounts as digits. */
  readonly data: (input: Input) => JsonRecord;
  /** Input fields by the names that the domain has for them, where they differ. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** A mutation that records one dated fact; `control.corrects` makes it a correction of the record. */
export function factCommand<Input extends { occurredOn: string }>(options: FactOptions<Input>): FactDefinition {
  const { field, command, description, input, data, renamed = {} } = options;
  return {
    field,
    description,
    input: input as InputRef<object>,
    read: (given, corrects) => {
      const value = given as Input;
      const read = readCommand(command, {
        occurredOn: value.occurredOn,
        data: data(value),
        corrects: corrects ?? undefined,
      });
      const faults = corrects ? reasonFaults("corrects.reason", corrects.reason) : [];
      const others = read.ok ? [] : read.refusals.filter(({ field: name }) => name !== "corrects.reason");
      return read.ok && faults.length === 0 ? read : { ok: false, refusals: [...others, ...faults] };
    },
    pathOf: (name) => (isControl(name) ? `control.${name}` : `input.${renamed[name] ?? name}`),
  };
}

/** Fields that every mutation has in its `control`, or beside it. */
export function isControl(field: string): boolean {
  return field === "expectedPosition" || field === "idempotencyKey" || field.startsWith("corrects");
}
