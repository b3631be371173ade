import { Input } from "antd";
import { useText } from "../i18n/text.tsx";
import { DayInput } from "../view/day-input.tsx";
import { AmountInput } from "./amount-input.tsx";
import type { FieldAria } from "./field.tsx";
import type { FieldSpec, RecordPlan } from "./kind.ts";
import { options } from "./options.ts";
import { TransferInput } from "./transfer-input.tsx";
import { EventInput } from "./event-input.tsx";
import { EvidenceInput } from "./evidence-input.tsx";
import { FileInput } from "./file-input.tsx";
import type { Values } from "./values.ts";

export interface FieldInputProps {
  readonly field: FieldSpec;
  readonly plan: RecordPlan;
  readonly values: Values;
  readonly onChange: (patch: Readonly<Record<string, string>>) => void;
  readonly aria: FieldAria;
}

/** The input that suits a field. */
export function FieldInput(props: FieldInputProps) {
  const { field, plan, values, onChange, aria } = props;
  const { t } = useText();
  const value = values[field.name] ?? "";
  const set = (text: string) => onChange({ [field.name]: text });
  switch (field.type) {
    case "day":
    case "dueDay":
      return (
        <DayInput
          {...aria}
          loose
          value={value}
          onChange={set}
          {...(field.type === "day" && { min: plan.adoptedOn, max: plan.pair.asOf })}
        />
      );
    case "amount":
      return <AmountInput {...props} />;
    case "payment":
    case "transfer":
      return <TransferInput {...props} />;
    case "event":
      return <EventInput {...props} />;
    case "file":
      return <FileInput {...props} />;
    case "evidence":
      return <EvidenceInput {...props} />;
    case "decimal":
      return (
        <Input
          {...aria}
          inputMode="decimal"
          autoComplete="off"
          value={value}
          suffix={unitOf(plan, values)}
          onChange={({ target }) => set(target.value)}
        />
      );
    case "text":
    case "newMilestone":
      return <Input {...aria} autoComplete="off" value={value} onChange={({ target }) => set(target.value)} />;
    default:
      return (
        <select
          {...aria}
          value={value}
          onChange={({ target }) => onChange({ [field.name]: target.value, ...dependents(field) })}
        >
          <option value="">{t("field.choose")}</option>
          {options(field.type, { plan, values, t }).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
  }
}

/** Another project has other milestones and quantities, and what else the field says. */
function dependents({ type, clears = [] }: FieldSpec): Record<string, string> {
  if (type !== "project") return {};
  return { milestone: "", quantity: "", ...Object.fromEntries(clears.map((name) => [name, ""])) };
}

function unitOf(plan: RecordPlan, values: Values): string {
  const project = plan.projects.find(({ code }) => code === values["project"]);
  const quantity = project?.quantities.find(({ code }) => code === values["quantity"]);
  return quantity ? `/ ${quantity.planned} ${quantity.unit}` : "";
}
