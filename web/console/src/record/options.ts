import type { Translate } from "@mingzhang/ui";
import type { MessageId } from "../i18n/text.tsx";
import type { FieldType, RecordPlan } from "./kind.ts";
import { evidenceKinds, payeeKinds, preparationSteps } from "./steps.ts";
import type { Values } from "./values.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Context {
  readonly plan: RecordPlan;
  readonly values: Values;
  readonly t: Translate<MessageId>;
}

/** What a field chooses from; milestones and quantities are those of the chosen project. */
export function options(type: FieldType, { plan, values, t }: Context): readonly Option[] {
  const project = plan.projects.find(({ code }) => code === values["project"]);
  switch (type) {
    case "project":
      return plan.projects.map(({ code, name, number }) => ({ value: code, label: `${number} ${name}` }));
    case "year":
      return plan.years.map(({ year }) => ({ value: String(year), label: String(year) }));
    case "baseYear":
      return plan.years.map(({ year }) => ({ value: String(year - 1), label: String(year - 1) }));
    case "payeeKind":
      return payeeKinds.map((kind) => ({ value: kind, label: t(`payee.${kind}`) }));
    case "step":
      return preparationSteps.map((step) => ({ value: step, label: t(`step.${step}`) }));
    case "quantity":
      return (project?.quantities ?? []).map(({ code, name, done, planned, unit }) => ({
        value: code,
        label: `${name} (${done} / ${planned} ${unit})`,
      }));
    case "evidenceKind":
      return evidenceKinds.map((kind) => ({ value: kind, label: t(`evidence.kind.${kind}`) }));
    case "evidence":
      return (project?.evidence ?? [])
        .filter(({ sha256, withdrawn }) => withdrawn === null || sha256 === values["sha256"])
        .map(({ sha256, caption, occurredOn }) => ({ value: sha256, label: `${occurredOn} ${caption}` }));
    case "milestone":
    case "anyMilestone":
      return (project?.milestones ?? [])
        .filter(({ code, reachedOn }) => type === "anyMilestone" || reachedOn === null || code === values["milestone"])
        .map(({ code, name, dueOn }) => ({ value: code, label: `${name} (${dueOn})` }));
    default:
      return [];
  }
}
