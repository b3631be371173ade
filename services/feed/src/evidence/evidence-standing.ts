import { type PlanReplay, PlanStandsStill, type ReadModels, type ResolvedMoment } from "@mingzhang/read-models";

/** What became of a piece of evidence, over all plans that ever named it, as known now. */
export type EvidenceStanding =
  | { readonly state: "public" }
  | { readonly state: "withdrawn"; readonly on: string; readonly reason: string };

/** Whether a file may be shown: asked of the same views as the pages. */
export interface EvidenceStandings {
  /** Null where no event that counts names the file. */
  of(sha256: string): Promise<EvidenceStanding | null>;
  all(): Promise<ReadonlyMap<string, EvidenceStanding>>;
}

/** Reads all plans that have evidence, anew whenever something was recorded since, when somebody asks. */
export function evidenceStandings(readModels: ReadModels): EvidenceStandings {
  let kept: { readonly position: bigint; readonly found: Promise<ReadonlyMap<string, EvidenceStanding>> } | null = null;
  const all = async () => {
    const moment = await readModels.resolve({ asOf: null, knownAt: null });
    if (kept === null || kept.position < moment.position) {
      const reading = { position: moment.position, found: readStandings(readModels, moment) };
      kept = reading;
      reading.found.catch(() => {
        if (kept === reading) kept = null;
      });
    }
    return kept.found;
  };
  return { all, of: async (sha256) => (await all()).get(sha256) ?? null };
}

async function readStandings(readModels: ReadModels, moment: ResolvedMoment) {
  const found = new Map<string, EvidenceStanding>();
  for (const slug of await slugsAt(readModels, moment)) {
    const plan = await planWithEvidence(readModels, slug, moment);
    for (const { sha256, withdrawn } of plan?.view.projects.flatMap(({ evidence = [] }) => evidence) ?? []) {
      const before = found.get(sha256);
      if (withdrawn === null) found.set(sha256, { state: "public" });
      // Of several withdrawals the last one is told; where one project still shows the file, none is.
      else if (!before || (before.state === "withdrawn" && before.on < withdrawn.on)) {
        found.set(sha256, { state: "withdrawn", ...withdrawn });
      }
    }
  }
  return found;
}

async function slugsAt(readModels: ReadModels, moment: ResolvedMoment): Promise<readonly string[]> {
  const unknown: string[] = [];
  for (;;) {
    try {
      return await readModels.planSlugs(moment, unknown);
    } catch (error) {
      if (!(error instanceof PlanStandsStill)) throw error;
      unknown.push(error.plan);
    }
  }
}

/** Null where the plan has no evidence: most have none. One that stands still is as it was before, as on its pages. */
async function planWithEvidence(readModels: ReadModels, slug: string, now: ResolvedMoment): Promise<PlanReplay | null> {
  for (let moment = now; ;) {
    try {
      const { totalCount } = await readModels.events(slug, moment, {
        type: "EvidenceAttached",
        first: 1,
        after: null,
      });
      return totalCount === 0 ? null : await readModels.plan(slug, moment);
    } catch (error) {
      if (!(error instanceof PlanStandsStill) || error.knownAt >= moment.knownAt) throw error;
      moment = await readModels.resolve({ asOf: moment.asOf, knownAt: error.knownAt });
    }
  }
}
