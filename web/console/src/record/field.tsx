import { type ReactNode, useId } from "react";
import { useText } from "../i18n/text.tsx";
import type { FieldSpec, Warning } from "./kind.ts";
import type { ShownFault } from "./server-fault.ts";

/** What ties an input to its label, hint and faults. */
export interface FieldAria {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
}

export interface FieldProps {
  readonly field: FieldSpec;
  readonly faults: readonly ShownFault[];
  readonly warnings?: readonly Warning[];
  readonly children: (aria: FieldAria) => ReactNode;
}

export function fieldId(name: string): string {
  return `field-${name}`;
}

export function Field({ field, faults, warnings = [], children }: FieldProps) {
  const { t } = useText();
  const own = useId();
  const about = [
    ...(field.hint ? [`${own}-hint`] : []),
    ...(faults.length > 0 ? [`${own}-fault`] : []),
    ...(warnings.length > 0 ? [`${own}-warn`] : []),
  ];
  return (
    <div className="field" data-invalid={faults.length > 0 || undefined} data-type={field.type}>
      <label htmlFor={fieldId(field.name)}>
        {t(field.label)}
        {field.optional && <span className="soft"> {t("field.optional")}</span>}
      </label>
      {children({
        id: fieldId(field.name),
        "aria-describedby": about.join(" ") || undefined,
        "aria-invalid": faults.length > 0,
        "aria-required": !field.optional,
      })}
      {field.hint && (
        <p id={`${own}-hint`} className="hint">
          {t(field.hint)}
        </p>
      )}
      {faults.length > 0 && (
        <ul id={`${own}-fault`} className="fault">
          {faults.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <p id={`${own}-warn`} className="warn">
          {warnings.map(({ id, values }) => t(id, values)).join(" ")}
        </p>
      )}
    </div>
  );
}
