import type { PlanEvent } from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import type { Entry, PublicRecord } from "./public-record.ts";

const batch = 500;

interface Sources {
  readonly readModels: ReadModels;
  readonly record: PublicRecord;
  readonly moment: ResolvedMoment;
}

/**
 * The public entries of some kinds of a plan, by the id of their event, replaced ones included. It reads those kinds
 * only, and one project's where one is named.
 */
export async function entriesOfTypes(
  { readModels, record, moment }: Sources,
  plan: string,
  { types, project = null }: { readonly types: readonly PlanEvent["type"][]; readonly project?: string | null },
): Promise<ReadonlyMap<string, Entry<PlanEvent>>> {
  const rows: EventRow<PlanEvent>[] = [];
  for (const type of types) {
    for (let after: string | null = null; ;) {
      const page = await readModels.events(plan, moment, { type, project, first: batch, after });
      rows.push(...page.rows.map(({ node }) => node));
      after = page.rows.at(-1)?.cursor ?? null;
      if (!page.hasNextPage || after === null) break;
    }
  }
  const entries = await record.of(rows, moment);
  return new Map(entries.map((entry) => [entry.event.id, entry]));
}
