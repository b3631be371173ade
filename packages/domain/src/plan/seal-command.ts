import { catalogue } from "../event/catalogue.ts";
import type { Declaration } from "../event/declaration.ts";
import { type Command, commandEvents } from "./commands.ts";

/** A value that a command brings and its event must not hold. */
export interface ClearValue {
  readonly name: string;
  readonly value: string;
}

/** What has to be sealed before a command is decided. Only commands that record one fact bring anything. */
export function clearValues(command: Command): readonly ClearValue[] {
  if (command.name === "AdoptPlan" || command.name === "VoidRecord") return [];
  const { fields }: Declaration = catalogue[commandEvents[command.name]];
  return Object.entries(command.data)
    .filter(([name]) => fields[name]?.audience === "withheld")
    .map(([name, value]) => ({ name, value: String(value) }));
}

/**
 * The command with each withheld value replaced by its digest. One that is not sealed is neither decided nor stored:
 * a value is no digest, and writing it down throws.
 */
export function sealCommand(command: Command, digests: ReadonlyMap<string, string>): Command {
  if (command.name === "AdoptPlan" || command.name === "VoidRecord") return command;
  return { ...command, data: { ...command.data, ...Object.fromEntries(digests) } } as Command;
}
