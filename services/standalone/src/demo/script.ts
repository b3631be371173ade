import type { Day, PlanDocument } from "@mingzhang/domain";
import type { Held } from "@mingzhang/evidence";
import { openBook, type Step } from "./book.ts";
import { officeTime } from "./calendar.ts";
import { recordCarriedOver } from "./carried-over.ts";
import { recordFunding } from "./funding.ts";
import { recordHousing } from "./housing.ts";
import { recordLaterProjects } from "./later-projects.ts";
import { pictureSteps } from "./pictures.ts";
import { seeded } from "./random.ts";

const seed = 20_160_101;

/**
 * Five years of the Baiyu plan as they might have been, with its drawings as they are kept: every entry with the
 * instant at which it is keyed in. Pure; the same at every call. Nothing of it is known to have happened, so its texts
 * and vouchers say 模拟.
 */
export function demoScript(
  { occurredOn, plan }: { occurredOn: Day; plan: PlanDocument },
  pictures: readonly Held[],
): readonly Step[] {
  const book = openBook(plan.adopted.slug, seeded(seed));
  recordFunding(book);
  recordCarriedOver(book);
  recordHousing(book);
  recordLaterProjects(book);
  const adoption: Step = {
    key: "demo-adoption",
    keyedInAt: officeTime("2016-01-04", 0.2),
    command: { name: "AdoptPlan", occurredOn, plan },
  };
  const entries = [...book.steps(), ...pictureSteps(pictures)];
  return [adoption, ...entries.toSorted((a, b) => a.keyedInAt.getTime() - b.keyedInAt.getTime())];
}
