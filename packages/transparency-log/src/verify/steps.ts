import { type FaultCode, LogFault } from "../fault.ts";

/** What a verification looks at; the words for each are in `words/step-words.ts`. */
export type StepName =
  | "read-proof"
  | "hash-entry"
  | "read-checkpoint"
  | "log-signature"
  | "witness-quorum"
  | "freshness"
  | "inclusion"
  | "entry-form"
  | "disclosures"
  | "right-edge"
  | "tiles"
  | "bundles"
  | "earlier-checkpoints"
  | "earlier-partials"
  | "served-proofs";

/** `not-asked`: the caller gave nothing to check it by. `not-reached`: an earlier step failed. */
export type Outcome = "passed" | "failed" | "not-asked" | "not-reached";

/** What a step saw, for a reader: names, sizes, hashes as hex, times as ISO 8601. */
export type Facts = Readonly<Record<string, string>>;

/** One step of a verification. `place` names the file, line or index where it failed. */
export interface Step {
  readonly name: StepName;
  readonly outcome: Outcome;
  readonly facts: Facts;
  readonly fault: FaultCode | undefined;
  readonly place: string | undefined;
}

/** The answer of every verifier: all its steps in order, and the first that failed. */
export interface Verdict {
  readonly passed: boolean;
  readonly steps: readonly Step[];
  readonly failed: Step | undefined;
}

/** Runs the steps of one verification; a fault ends it, any other error is an outage and goes to the caller. */
export interface StepRunner {
  step<T>(name: StepName, body: (facts: Record<string, string>) => T | Promise<T>): Promise<T>;
  /** Work whose fault fails the step, though its success is not what the step promises: it stays `not-asked`. */
  unasked<T>(name: StepName, body: () => Promise<T>): Promise<T>;
  /** Several steps whose work is interleaved: `at` says which one it is. */
  together<T>(names: readonly StepName[], body: (at: (name: StepName) => void) => Promise<T>): Promise<T>;
}

class Stopped extends Error {}

/** Runs a verification whose steps are `names`, in that order. */
export async function verdictOf(
  names: readonly StepName[],
  body: (run: StepRunner) => Promise<void>,
): Promise<Verdict> {
  const done = new Map<StepName, Step>();
  let failed: Step | undefined;
  const pass = (name: StepName, facts: Facts): unknown =>
    done.set(name, { name, outcome: "passed", facts, fault: undefined, place: undefined });
  const stop = (name: StepName, error: unknown): never => {
    if (!(error instanceof LogFault)) throw error;
    failed = { name, outcome: "failed", facts: {}, fault: error.code, place: error.place };
    done.set(name, failed);
    throw new Stopped();
  };
  const run: StepRunner = {
    async step(name, work) {
      const facts: Record<string, string> = {};
      try {
        const result = await work(facts);
        pass(name, facts);
        return result;
      } catch (error) {
        return stop(name, error);
      }
    },
    async unasked(name, work) {
      try {
        return await work();
      } catch (error) {
        return stop(name, error);
      }
    },
    async together(group, work) {
      let current = group[0] ?? "tiles";
      try {
        const result = await work((name) => void (current = name));
        for (const name of group) pass(name, {});
        return result;
      } catch (error) {
        return stop(current, error);
      }
    },
  };
  await body(run).catch((error: unknown) => {
    if (!(error instanceof Stopped)) throw error;
  });
  const rest = (name: StepName): Step => ({
    name,
    outcome: failed === undefined ? "not-asked" : "not-reached",
    facts: {},
    fault: undefined,
    place: undefined,
  });
  return { passed: failed === undefined, failed, steps: names.map((name) => done.get(name) ?? rest(name)) };
}
