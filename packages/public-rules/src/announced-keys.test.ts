import {
  formatCheckpoint,
  formatNote,
  formatVkey,
  type SigningKey,
  signingKey,
  signNote,
  treeRoot,
  verifierOf,
} from "@mingzhang/transparency-log";
import { describe, expect, it } from "vitest";
import { PublicRecord } from "./public-record.ts";
import { replayRecord } from "./replay.ts";
import { BrokenRule } from "./rule.ts";
import { entriesOf, type Said, soundPlan } from "./testing/public-plan.ts";

const origin = "log.example/log";
const keyAt = (number: number, name = origin): SigningKey => signingKey(name, new Uint8Array(32).fill(number));
const vkeyAt = (number: number, name = origin): string => formatVkey(verifierOf(keyAt(number, name), "ed25519"));
const trusted = (...numbers: number[]) => numbers.map((number) => verifierOf(keyAt(number), "ed25519"));

function rotation(number: number, previous: number, more: Record<string, string | number> = {}): Said {
  const keys = { vkey: vkeyAt(number), previousVkey: vkeyAt(previous) };
  const terms = { startsAt: "2026-11-23T01:00:00.000000Z", previousEndsAt: "2027-02-21T01:00:00.000000Z" };
  return {
    kind: "LogKeyRotated",
    on: "2026-11-23",
    plan: "/installation",
    fact: { number, ...keys, ...terms, ...more },
  };
}

/** A checkpoint of so many entries, signed as the log signs: newest key first. */
function noteOf(size: number, numbers: readonly number[]): Uint8Array {
  const text = formatCheckpoint({ origin, size, root: treeRoot([]) });
  return formatNote({ text, signatures: numbers.map((number) => signNote(text, keyAt(number))) });
}

function recordOf(...said: Said[]): PublicRecord {
  const record = new PublicRecord();
  for (const entry of entriesOf([...soundPlan, ...said])) record.add(entry);
  return record;
}

const at = soundPlan.length;

function codeOf(...said: Said[]): string {
  try {
    recordOf(...said);
    return "none";
  } catch (error) {
    if (error instanceof BrokenRule) return `${error.breach.rule} ${error.breach.code} ${error.breach.index}`;
    throw error;
  }
}

describe("keys that entries announce", () => {
  it("may sign what holds their entries, and stand beside the plans without being one", async () => {
    const record = recordOf(rotation(2, 1), rotation(4, 2));
    const notes = [noteOf(at, [1]), noteOf(at + 1, [2, 1]), noteOf(at + 2, [4, 2])];
    const signed = await record.keys.breaches(notes, trusted(1, 2, 4));
    const { passed, plans, unjudged, entries } = replayRecord(record, [], signed);
    expect([passed, plans.map(({ plan }) => plan), [...unjudged], entries]).toEqual([true, ["p"], [], at + 2]);
  });

  it.each<[string, Said[]]>([
    ["follows none that is known", [rotation(2, 1), rotation(3, 9)]],
    ["is announced twice", [rotation(2, 1), rotation(3, 1, { vkey: vkeyAt(2) })]],
    ["is the first one again", [rotation(2, 1), rotation(3, 2, { vkey: vkeyAt(1) })]],
    ["has a number that was given", [rotation(2, 1), rotation(3, 2, { number: 2 })]],
    ["is of another log", [rotation(2, 1), rotation(3, 2, { vkey: vkeyAt(3, "other.example/log") })]],
  ])("are refused: one %s", (_, said) => {
    expect(codeOf(...said)).toBe(`keys-announced key-out-of-order ${at + 1}`);
  });

  it("are refused where they are none, or said of a plan, or corrected", () => {
    expect(codeOf(rotation(2, 1, { vkey: `${vkeyAt(2).slice(0, -1)}B` }))).toBe(`entries-readable wrong-fact ${at}`);
    expect(codeOf(rotation(2, 1, { vkey: "log.example/log" }))).toBe(`entries-readable wrong-fact ${at}`);
    expect(codeOf({ ...rotation(2, 1), plan: "p" })).toBe(`entries-readable wrong-fact ${at}`);
    expect(codeOf(rotation(2, 1), { ...rotation(2, 1), corrects: at })).toBe(`entries-readable wrong-fact ${at + 1}`);
  });
});

describe("a checkpoint", () => {
  const codes = async (said: Said[], notes: Uint8Array[], numbers: number[]): Promise<readonly string[]> =>
    (await recordOf(...said).keys.breaches(notes, trusted(...numbers))).map(({ code, index }) => `${code} ${index}`);

  it("needs no entry of the one key that has always signed", async () => {
    expect(await codes([], [noteOf(at, [1])], [1])).toEqual([]);
  });

  it("that a second key signs is refused where no entry announces it", async () => {
    expect(await codes([], [noteOf(at, [2, 1])], [1, 2])).toEqual([`key-not-announced ${at - 1}`]);
    expect(await codes([], [noteOf(at - 1, [1]), noteOf(at, [2])], [1, 2])).toEqual([`key-not-announced ${at - 1}`]);
    expect(await codes([rotation(2, 1)], [noteOf(at + 1, [3, 2, 1])], [1, 2, 3])).toEqual([`key-not-announced ${at}`]);
  });

  it("that a key signs before its entry is refused, though the reader knows the first key alone", async () => {
    const early = noteOf(at, [2, 1]);
    expect(await codes([rotation(2, 1)], [early, noteOf(at + 1, [2, 1])], [1])).toEqual([`key-before-its-entry ${at}`]);
  });

  it("is not judged by lines of nobody known, nor by false ones", async () => {
    const text = formatCheckpoint({ origin, size: at, root: treeRoot([]) });
    const lines = [signNote(text, keyAt(1)), signNote(text, keyAt(7)), signNote("other\n", keyAt(2))];
    const note = formatNote({ text, signatures: lines });
    expect(await codes([rotation(2, 1)], [note], [1])).toEqual([]);
  });
});
