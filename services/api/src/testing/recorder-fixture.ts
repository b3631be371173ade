import { type Command, type FactCommand, readCommand } from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import { memoryStore } from "@mingzhang/event-store/memory";
import { planFromWorkbook } from "../workbook/plan-from-workbook.ts";
import { createRecorder, type Outcome, type PlanStreams, type Recorder } from "../write/recorder.ts";
import { baiyuSlug, baiyuWorkbook } from "./baiyu-workbook.ts";

export const quiet = { warn: () => undefined };

/** A process of its own on a store. */
export function recorderOn(store: PlanStreams): Recorder {
  // What these tests read is the store itself.
  const waitFor = async (): Promise<boolean> => true;
  return createRecorder({ store, readModels: { waitFor }, log: quiet, simulated: false });
}

function adoption(): Command {
  const read = planFromWorkbook(baiyuWorkbook(), { document: "工作簿" });
  if (!read.ok) throw new Error("the test plan is no plan");
  return { name: "AdoptPlan", occurredOn: "2016-01-01", plan: read.plan };
}

export function fact(
  name: FactCommand["name"],
  occurredOn: string,
  data: Record<string, string | number | null>,
): Command {
  const read = readCommand(name, { occurredOn, data });
  if (!read.ok) throw new Error(`no ${name}`);
  return read.command;
}

export interface Given {
  readonly store: EventStore;
  readonly recorder: Recorder;
  record(key: string, command: Command, expectedPosition?: bigint | null): Promise<Outcome>;
}

/** A recorder on a store in memory, the Baiyu plan adopted on it where the store is not given. */
export async function givenPlan(given: EventStore | null = null): Promise<Given> {
  const store = given ?? memoryStore();
  const recorder = recorderOn(store);
  const record: Given["record"] = (idempotencyKey, command, expectedPosition = null) =>
    recorder.record({ slug: baiyuSlug, command, idempotencyKey, expectedPosition, actor: "tester" });
  if (given === null) {
    const outcome = await record("adopt", adoption());
    if (outcome.kind !== "recorded") throw new Error("the test plan is refused");
  }
  return { store, recorder, record };
}
