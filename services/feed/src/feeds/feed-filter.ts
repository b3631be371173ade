import { isEventName, isInstallationEventName, type PlanView, type RecordedEvent } from "@mingzhang/domain";
import type { ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import type { Entry, PublicRecord } from "../entries/public-record.ts";
import { single } from "../http/parameters.ts";
import { badParameter } from "../http/trouble.ts";
import { projectOf } from "../pages/transfers.ts";

/** What a feed or a stream is cut down to; a project is one of the plan. */
export interface FeedFilter {
  readonly plan: string | null;
  readonly project: string | null;
  readonly kind: RecordedEvent["type"] | null;
}

interface Sources {
  readonly readModels: ReadModels;
  readonly record: PublicRecord;
  readonly moment: ResolvedMoment;
}

/** The filter of an address. Throws where it names a kind or project that there is not, or a project without a plan. */
export function feedFilterOf(params: URLSearchParams, view: PlanView | null): FeedFilter {
  const [project, kind] = [single(params, "project"), single(params, "kind")];
  if (kind !== null && !isEventName(kind) && !isInstallationEventName(kind)) throw badParameter("kind", kind);
  if (project !== null && view === null) throw badParameter("project", project);
  return { plan: view?.slug ?? null, project: view && projectOf(params, view), kind };
}

/** The newest entries that a filter takes in, newest first. */
export async function newestEntries(
  { readModels, record, moment }: Sources,
  { plan, project, kind }: FeedFilter,
  limit: number,
): Promise<readonly Entry[]> {
  if (project === null && kind === null) return record.entries(moment, { plan, newest: true, limit });
  if (kind !== null && isInstallationEventName(kind)) {
    const own = plan === null ? await readModels.installationEvents(moment) : [];
    return record.of(
      own
        .filter(({ event }) => event.type === kind)
        .toReversed()
        .slice(0, limit),
      moment,
    );
  }
  const plans = plan === null ? await readModels.planSlugs(moment) : [plan];
  const query = { project, type: kind, first: limit, after: null };
  const pages = await Promise.all(plans.map((slug) => readModels.events(slug, moment, query)));
  const rows = pages.flatMap(({ rows: found }) => found.map(({ node }) => node));
  const newest = rows.toSorted((a, b) => (a.publicIndex < b.publicIndex ? 1 : -1)).slice(0, limit);
  return record.of(newest, moment);
}

/** Those of some entries of a plan that a filter takes in. */
export async function filtered(
  sources: Sources,
  entries: readonly Entry[],
  filter: FeedFilter,
): Promise<readonly Entry[]> {
  const { plan, project, kind } = filter;
  const ofKind = entries.filter(
    ({ event }) => (plan === null || event.plan === plan) && (kind === null || event.type === kind),
  );
  if (plan === null || project === null || ofKind.length === 0) return ofKind;
  const wanted = await indicesOf(sources, { plan, project, oldest: ofKind[0]?.publicIndex ?? 0n });
  return ofKind.filter(({ publicIndex }) => wanted.has(publicIndex));
}

const batch = 500;

/** Indices of a project's entries, from the newest back to `oldest`. */
async function indicesOf(
  { readModels, moment }: Sources,
  { plan, project, oldest }: { plan: string; project: string; oldest: bigint },
): Promise<ReadonlySet<bigint>> {
  const indices = new Set<bigint>();
  for (let after: string | null = null; ;) {
    const page = await readModels.events(plan, moment, { project, first: batch, after });
    for (const { node } of page.rows) indices.add(node.publicIndex);
    const last = page.rows.at(-1);
    if (!page.hasNextPage || !last || last.node.publicIndex < oldest) return indices;
    after = last.cursor;
  }
}
