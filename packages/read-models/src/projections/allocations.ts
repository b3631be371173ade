import type { PlanEvent } from "@mingzhang/domain";
import type { AllocationTableRow } from "../database/tables.ts";
import { type Columns, writeRows } from "../database/write-rows.ts";
import type { Projection } from "./projection.ts";
import type { Recorded } from "./recorded.ts";

const columns: Columns<AllocationTableRow> = {
  plan: "text",
  event: "uuid",
  occurred_on: "date",
  place: "bigint",
  project: "text",
  year: "integer",
  amount_fen: "bigint",
  known_from: "bigint",
  known_to: "bigint",
};

/** What each event adds to each cell of the matrix, for as long as the event counts. */
export const allocations: Projection = {
  name: "allocations",
  version: 2,
  async project(writing, appends) {
    const { sends, schema } = writing;
    const rows = appends.flatMap(({ events }) => events.flatMap(rowsOf));
    writeRows(writing, { table: `${schema}.allocation`, columns }, rows);
    const replaced = appends.flatMap(({ events, knownFrom }) =>
      events.flatMap((one) =>
        one.replaced && allocating.has(one.replaced.type) ? [{ id: one.replaced.id, knownFrom }] : [],
      ),
    );
    if (replaced.length === 0) return;
    sends.send({
      text: `update ${schema}.allocation set known_to = given.at from unnest($1::uuid[], $2::bigint[]) as given (id, at)
        where event = given.id and known_to is null`,
      values: [replaced.map(({ id }) => id), replaced.map(({ knownFrom }) => knownFrom.toString())],
    });
  },
  forget: () => undefined,
};

const allocating: ReadonlySet<string> = new Set(["AllocationSet", "ReallocationDecided", "PlanAmended"]);

interface Cell {
  readonly project: string;
  readonly year: number;
  readonly amountFen: bigint;
}

function cellsOf(event: PlanEvent): readonly Cell[] {
  switch (event.type) {
    case "AllocationSet":
      return [event.data];
    case "ReallocationDecided":
      return [...event.data.from.map((cell) => ({ ...cell, amountFen: -cell.amountFen })), ...event.data.to];
    case "PlanAmended":
      return event.data.changes;
    default:
      return [];
  }
}

function rowsOf({ event, place, knownFrom }: Recorded): readonly AllocationTableRow[] {
  return cellsOf(event).map(({ project, year, amountFen }) => ({
    plan: event.plan,
    event: event.id,
    occurred_on: event.occurredOn,
    place,
    project,
    year,
    amount_fen: amountFen,
    known_from: knownFrom,
    known_to: null,
  }));
}
