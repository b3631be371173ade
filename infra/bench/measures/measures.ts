import { appendByEight, appendByOne, appendByThirtyTwo, appendHundred, appendSlowCommits } from "./append.ts";
import { catchUp } from "./catch-up.ts";
import { growth } from "./growth.ts";
import { inStep } from "./in-step.ts";
import { logAppend, logAudit } from "./log.ts";
import type { Measure } from "./measure.ts";
import { missedByOne, missedByThree } from "./missed.ts";
import { readStream } from "./read-stream.ts";
import { rebuild } from "./rebuild.ts";
import { visible } from "./visible.ts";
import { warmCommand } from "./warm-command.ts";

/** Every measure, in the order of the table: a further one is a file and a name here. */
export const measures: readonly Measure[] = [
  appendByOne,
  appendByEight,
  appendByThirtyTwo,
  appendSlowCommits,
  appendHundred,
  readStream,
  catchUp,
  visible,
  inStep,
  warmCommand,
  missedByOne,
  missedByThree,
  rebuild,
  logAppend,
  logAudit,
  ...growth,
];
