import { readFile } from "node:fs/promises";
import { LogFault, parsePolicy, type Policy } from "@mingzhang/transparency-log";

/** Who has to cosign, as an operator writes it: a C2SP tlog-policy without its `log` lines, which are ours to add. */
export type WitnessPolicy = Pick<Policy, "witnesses" | "groups" | "quorum">;

/** Nobody cosigns: then a reader has to keep checkpoints to know that all see the same log. */
const nobody: WitnessPolicy = { witnesses: [], groups: [], quorum: "none" };

/** The setting is wrong: `detail` says why. */
export class WrongPolicy extends Error {
  constructor(file: string, detail: string) {
    super(`${file}: ${detail}`);
    this.name = "WrongPolicy";
  }
}

/** Reads the policy file. Throws `WrongPolicy` where it cannot be read, or makes no sense for this log. */
export async function readWitnessPolicy(file: string | undefined): Promise<WitnessPolicy> {
  if (file === undefined) return nobody;
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new WrongPolicy(file, error.code ?? error.message);
  });
  try {
    const { logs, witnesses, groups, quorum } = parsePolicy(bytes);
    if (logs.length > 0) throw new WrongPolicy(file, "log");
    const mute = witnesses.find(({ url }) => url === undefined);
    if (mute) throw new WrongPolicy(file, `witness ${mute.name} has no address`);
    return { witnesses, groups, quorum };
  } catch (error) {
    throw error instanceof LogFault ? new WrongPolicy(file, error.message) : error;
  }
}
