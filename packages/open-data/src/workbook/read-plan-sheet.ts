import {
  addContentFault,
  readAmount,
  readRate,
  readText,
  readYear,
  type BareRate,
  type RateRange,
  type Reader,
} from "./cell-values.ts";
import type { FaultList, Place } from "./fault-list.ts";
import { labelText, shownText, type Content, type Grid } from "./grid.ts";
import { planKeys, simulatedText, type PlanKey, type PlanWorkbook } from "./plan-workbook.ts";
import { isSlug } from "./slug.ts";

/** The plan sheet's facts; each is null where a fault was found in it. */
export type PlanFacts = {
  readonly [K in Exclude<keyof PlanWorkbook, "projects" | "simulated" | RateKey>]: PlanWorkbook[K] | null;
} & {
  readonly [K in RateKey]: string | BareRate | null;
} & {
  readonly simulated: boolean;
};

export type RateKey = "ratePercent" | "growthPercent";

interface KeyRow {
  readonly content: Content;
  readonly place: Place;
  /** What stands in brackets behind the key: `%`, `亿元`. */
  readonly note: string;
}

const rateRange: RateRange = { above: 0n, upTo: 100n };
const growthRange: RateRange = { above: -100n, upTo: 100n };
const keysByLabel = new Map<string, PlanKey>(Object.entries(planKeys).map(([key, label]) => [label, key as PlanKey]));

/** Reads keys in column A and values in column B. Adds every fault; a missing key is one. */
export function readPlanSheet(grid: Grid, faults: FaultList): PlanFacts {
  const rows = keyRows(grid, faults);
  const read = <T>(key: PlanKey, reader: (row: KeyRow, label: string, at: Reader) => T | null): T | null => {
    const row = rows.get(key);
    if (row) return reader(row, planKeys[key], { faults, place: row.place });
    faults.add({ sheet: grid.name, row: 0, column: 0 }, "missing-key", planKeys[key]);
    return null;
  };
  const text = (key: PlanKey): string | null => read(key, (row, label, at) => readText(row.content, label, at));
  const year = (key: PlanKey): number | null => read(key, (row, label, at) => readYear(row.content, label, at));
  const rate = (key: PlanKey, range: RateRange): string | BareRate | null =>
    read(key, ({ content, note }, label, at) =>
      readRate(content, { key: label, range, keyHasSign: note.includes("%") }, at),
    );
  const facts = {
    name: text("name"),
    slug: read("slug", readSlug),
    donor: text("donor"),
    recipient: text("recipient"),
    firstYear: year("firstYear"),
    lastYear: year("lastYear"),
    ratePercent: rate("ratePercent", rateRange),
    baseFen: read("baseFen", readBase),
    baseYear: year("baseYear"),
    growthPercent: rate("growthPercent", growthRange),
    simulated: isSimulated(rows.get("simulated"), faults),
  };
  const { firstYear, lastYear } = facts;
  const place = rows.get("firstYear")?.place;
  if (!place || firstYear === null || lastYear === null || firstYear <= lastYear) return facts;
  faults.add(place, "start-after-end", String(firstYear), String(lastYear));
  return { ...facts, firstYear: null, lastYear: null };
}

function keyRows(grid: Grid, faults: FaultList): Map<PlanKey, KeyRow> {
  const rows = new Map<PlanKey, KeyRow>();
  for (const row of grid.rows) {
    const [, label = "", note = ""] = /^(.*?)(?:\((.*)\))?:?$/.exec(labelText(grid.at(row, 1))) ?? [];
    const content = grid.at(row, 2);
    const key = keysByLabel.get(label);
    const keyPlace = { sheet: grid.name, row, column: 1 };
    const known = key && rows.get(key);
    if (known) faults.add(keyPlace, "doubled-key", label, String(known.place.row));
    else if (key) rows.set(key, { content, note, place: { ...keyPlace, column: 2 } });
    // A title has no value beside it; a value without a known key would be lost in silence.
    else if (content.kind !== "blank") faults.add(keyPlace, "unknown-key", label || shownText(content));
  }
  return rows;
}

function readSlug({ content }: KeyRow, label: string, at: Reader): string | null {
  const slug = readText(content, label, at);
  if (slug === null || isSlug(slug)) return slug;
  at.faults.add(at.place, "bad-slug", slug);
  return null;
}

function readBase({ content, note }: KeyRow, label: string, at: Reader): bigint | null {
  if (content.kind === "blank") return addContentFault(content, label, at);
  const unit = /(?:亿元|万元|元)$/.exec(note)?.[0];
  const fen = readAmount(content, at, unit);
  if (fen !== 0n) return fen;
  at.faults.add(at.place, "bad-base", shownText(content));
  return null;
}

function isSimulated(row: KeyRow | undefined, faults: FaultList): boolean {
  if (!row || row.content.kind === "blank") return false;
  if (labelText(row.content).includes("模拟数据")) return true;
  faults.add(row.place, "bad-data-mark", shownText(row.content), simulatedText);
  return false;
}
