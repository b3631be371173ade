import type { PlanEvent } from "@mingzhang/domain";
import { inChunks } from "../database/in-chunks.ts";
import type { AllocationTableRow } from "../database/tables.ts";
import type { Projection } from "./projection.ts";
import type { Recorded } from "./recorded.ts";

/** What each event adds to each cell of the matrix, for as long as the event counts. */
export const allocations: Projection = {
  name: "allocations",
  version: 1,
  async project(db, appends) {
    const rows = appends.flatMap(({ events }) => events.flatMap(rowsOf));
    await inChunks(rows, (some) => db.insertInto("allocation").values(some).execute());
    for (const { events, knownFrom } of appends) {
      const replaced = events.flatMap((recorded) => recorded.replaced?.id ?? []);
      if (replaced.length === 0) continue;
      await db
        .updateTable("allocation")
        .set({ known_to: knownFrom })
        .where("event", "in", replaced)
        .where("known_to", "is", null)
        .execute();
    }
  },
};

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
