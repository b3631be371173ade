import { readFile } from "node:fs/promises";
import { type Day, isDay, type JsonRecord, type PlanDocument, readPlanDocument } from "@mingzhang/domain";

export interface DatedPlan {
  /** Day of the adoption. */
  readonly occurredOn: Day;
  readonly plan: PlanDocument;
}

export const baiyuSlug = "wuhou-baiyu-2016-2020";

const file = new URL(`../plans/${baiyuSlug}.json`, import.meta.url);

/** The plan that comes with the product, from the repository's data. Throws where that file is damaged. */
export async function baiyuPlan(): Promise<DatedPlan> {
  const { occurredOn, plan } = JSON.parse(await readFile(file, "utf8")) as { occurredOn: string; plan: JsonRecord };
  const read = readPlanDocument(plan);
  if (!read.ok) {
    const faults = read.refusals.map(({ field, values }) => `${field}: ${String(values.value)}`);
    throw new Error(`${file.pathname} holds no plan: ${faults.join("; ")}`);
  }
  if (!isDay(occurredOn)) throw new Error(`${file.pathname}: no day of adoption`);
  return { occurredOn, plan: read.plan };
}
