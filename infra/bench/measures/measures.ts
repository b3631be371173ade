import { appendByEight, appendByOne, appendByThirtyTwo, appendHundred, appendSlowCommits } from "./append.ts";
import type { Measure } from "./measure.ts";

/** Every measure, in the order of the table: a further one is a file and a name here. */
export const measures: readonly Measure[] = [
  appendByOne,
  appendByEight,
  appendByThirtyTwo,
  appendSlowCommits,
  appendHundred,
];
