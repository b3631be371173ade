import { dataLicense, iatiActivities, oc4idsPackage, type Publication } from "@mingzhang/open-data";
import type { PlanReplay } from "@mingzhang/read-models";
import { horizonOf } from "../entries/horizon.ts";
import type { DataAnswer } from "../http/data-route.ts";
import { single } from "../http/parameters.ts";
import { headOf, planOf, type Question } from "../http/question.ts";
import { planNotFound } from "../http/trouble.ts";
import { openPlan } from "./open-plan.ts";

/** `/iati/activities.xml`: every plan, or the one that is asked for, as IATI 2.03. */
export function iatiExport(question: Question): Promise<DataAnswer> {
  return exported(question, "iati", (publication) => ({
    body: iatiActivities(publication),
    type: "application/xml; charset=utf-8",
    file: "iati-activities.xml",
  }));
}

/** `/oc4ids/projects.json`: every project, or those of the plan that is asked for, as OC4IDS 0.9.5. */
export function oc4idsExport(question: Question): Promise<DataAnswer> {
  return exported(question, "oc4ids", (publication, plan) => ({
    body: oc4idsPackage(publication, { license: dataLicense.path, plan }),
    type: "application/json; charset=utf-8",
    file: "oc4ids-projects.json",
  }));
}

interface Written {
  readonly body: string;
  readonly type: string;
  readonly file: string;
}

/** What is written depends on the day and on what is known, and on nothing else: it is made once for each. */
function exported(
  question: Question,
  format: string,
  write: (publication: Publication, plan: string | null) => Written,
): Promise<DataAnswer> {
  const { moment, params, kept } = question;
  const slug = single(params, "plan");
  return kept.get(`${format} ${moment.asOf} ${moment.position} ${slug ?? ""}`, async () => {
    const plans = slug === null ? await allPlans(question) : [await planOf(question, slug)];
    if (plans.length === 0) throw planNotFound();
    const { body, type, file } = write(await publicationOf(question, plans), slug);
    const simulated = plans.some(({ view }) => view.simulated);
    const [only] = plans;
    return {
      body,
      type,
      caching: "head",
      query: { plan: slug },
      plan: only && slug !== null ? headOf(only) : null,
      headers: { "Content-Disposition": `inline; filename="${simulated ? "simulated-" : ""}${file}"` },
    };
  });
}

async function publicationOf(question: Question, plans: readonly PlanReplay[]): Promise<Publication> {
  const { publicUrl, moment } = question;
  const { knownAt, logSize } = await horizonOf(question);
  const open = await Promise.all(plans.map((plan) => openPlan(question, plan)));
  return { publicUrl, asOf: moment.asOf, knownAt, logSize, plans: open };
}

/** Every plan that exists at the dates of the question, by slug. */
export async function allPlans({ readModels, moment }: Question): Promise<readonly PlanReplay[]> {
  const slugs = await readModels.planSlugs(moment);
  const plans = await Promise.all(slugs.map((slug) => readModels.plan(slug, moment)));
  return plans.filter((plan) => plan !== null);
}
