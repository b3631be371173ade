import { createHash } from "node:crypto";
import { catalogue, type PlanEvent, type PlanState, replay } from "@mingzhang/domain";
import { expect, it } from "vitest";
import { rowsAs } from "../projections/projections.ts";
import { everyKind } from "../testing/every-kind.ts";
import { writeState } from "./state-codec.ts";

/**
 * What the domain's fold makes of one fixed history. Where a digest changes, rows in the field are wrong: raise the
 * version of `snapshots` for the states and that of `transfers` for the movements, so that all is rebuilt, and write
 * the new values down here.
 */
const locked = {
  rowsAs: "plan-events@2, transfers@3, allocations@2, snapshots every 200 for 16@2",
  states: "0aca1344de30184d14787a4daac6681825b18b2f5b264d6dd215640e832a2cc9",
  movements: "e2484f6d28ca0531cc54bcfe6d3a6a02549255fbc090ecfbe12c54c1bdeec5a9",
};

/** The same without the kinds that came later: rows that lie in the field since before them go on to hold. */
const lockedBeforeEvidence = {
  states: "652e9801bd0ba3780d00b365ec86a3c199fb409db6aa1dc8f50c081daa786ca5",
  movements: "a736c7ba1cb50f42d5dbfdd0297ccac9eb3f142bffa9a9a788ba9d5a84d6b44d",
};

const { events } = everyKind().history();

it("the fixed history holds every kind of event", () => {
  const kinds = new Set(events.map(({ type }) => type));
  expect(Object.keys(catalogue).filter((name) => !kinds.has(name as keyof typeof catalogue))).toEqual([]);
});

it("a fold that gives another state or another movement has another version", () => {
  expect({ rowsAs, ...digestsOf(events) }).toEqual(locked);
});

it("a kind that came later changes nothing of histories without it", () => {
  expect(digestsOf(events.filter(({ type }) => !type.startsWith("Evidence")))).toEqual(lockedBeforeEvidence);
});

function digestsOf(history: readonly PlanEvent[]): { states: string; movements: string } {
  const states: string[] = [];
  const movements: string[] = [];
  for (const { occurredOn } of history) {
    const state = replay(history, { asOf: occurredOn, knownAt: "9999-12-31T00:00:00.000000Z" })?.state;
    if (state) states.push(writeState(state));
    if (state) movements.push(movementsText(state));
  }
  return { states: digest(states), movements: digest(movements) };
}

function movementsText({ transfers }: PlanState): string {
  return JSON.stringify(transfers, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

function digest(texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}
