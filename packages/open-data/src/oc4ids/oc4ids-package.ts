import {
  identifierNote,
  localNamespace,
  type OpenPlan,
  pinnedUrl,
  type Publication,
  simulatedNote,
} from "../publication/publication.ts";
import { type ExactJson, exactJson, ExactNumber } from "./exact-json.ts";
import { amount, entryPart, movementPart } from "./oc4ids-parts.ts";
import { oc4idsProject } from "./oc4ids-project.ts";

export interface Oc4idsOptions {
  /** Canonical address of the licence that the data is under; left out where none is set. */
  readonly license?: string;
  /** The one plan that the package is cut down to. */
  readonly plan: string | null;
}

/**
 * An OC4IDS 0.9 project package. Equal input gives equal bytes; `publishedDate` is the instant of the last record.
 * `transactions` are payments to payees, and add up to what was paid; what OC4IDS has no place for (money into the
 * account, releases, totals, the place in the log) stands under `mingzhang`. Source: OC4IDS 0.9.5,
 * `design/open-data.md`. Throws a TypeError without a project.
 */
export function oc4idsPackage(publication: Publication, { license, plan }: Oc4idsOptions): string {
  const projects = publication.plans.flatMap((each) =>
    each.projects.map((project) => oc4idsProject(publication, each, project)),
  );
  if (projects.length === 0) throw new TypeError("an OC4IDS package needs a project");
  const { publicUrl, asOf, knownAt, logSize } = publication;
  const host = localNamespace(publication);
  return exactJson({
    uri: pinnedUrl(publication, "/oc4ids/projects.json", plan),
    publishedDate: knownAt,
    publisher: { name: `明账 Mingzhang (${host})`, uri: publicUrl },
    license: license ?? null,
    publicationPolicy: `${publicUrl}/feeds`,
    version: "0.9",
    projects,
    mingzhang: {
      asOf,
      knownAt,
      logSize: new ExactNumber(String(logSize)),
      identifiers: identifierNote.en,
      simulated: publication.plans.some(({ simulated }) => simulated),
      plans: publication.plans.map((each) => planPart(publication, each)),
    },
  });
}

function planPart(publication: Publication, plan: OpenPlan): ExactJson {
  return {
    slug: plan.slug,
    title: plan.name.zh,
    title_en: plan.name.en,
    simulated: plan.simulated,
    note: plan.simulated ? simulatedNote.en : null,
    stateHash: plan.stateHash,
    totals: {
      allocated: amount(plan.totalFen),
      appropriated: amount(plan.appropriatedFen),
      released: amount(plan.releasedFen),
      paid: amount(plan.paidFen),
    },
    appropriations: plan.appropriations.map((transfer) => movementPart(publication, transfer)),
    entry: entryPart(publication, plan.entry),
  };
}
