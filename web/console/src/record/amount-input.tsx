import { Amount } from "@mingzhang/ui";
import { Input } from "antd";
import { useText } from "../i18n/text.tsx";
import type { FieldInputProps } from "./field-input.tsx";
import { fenTyped, unitField } from "./values.ts";

/** An amount typed in 万元 or 元, with the same amount in the other unit beside it while one types. */
export function AmountInput({ field, values, onChange, aria }: FieldInputProps) {
  const { t } = useText();
  const unitName = unitField(field.name);
  const unit = values[unitName] === "yuan" ? "yuan" : "wan";
  const fen = fenTyped(values, field.name);
  return (
    <div className="amount-input">
      <Input
        {...aria}
        inputMode="decimal"
        autoComplete="off"
        className="figures-input"
        value={values[field.name] ?? ""}
        onChange={({ target }) => onChange({ [field.name]: target.value })}
      />
      <select
        aria-label={t("shell.unit")}
        value={unit}
        onChange={({ target }) => onChange({ [unitName]: target.value })}
      >
        <option value="wan">{t("unit.wan")}</option>
        <option value="yuan">{t("unit.yuan")}</option>
      </select>
      <output className="amount-other" htmlFor={aria.id}>
        {fen !== null && (
          <>
            = <Amount fen={fen} unit={unit === "wan" ? "yuan" : "wan"} withUnit />
          </>
        )}
      </output>
    </div>
  );
}
