import { useText } from "../i18n/text.tsx";
import { correctionField, matrixField } from "./check.ts";
import { FaultSummary } from "./fault-summary.tsx";
import { Field } from "./field.tsx";
import { FieldInput } from "./field-input.tsx";
import { FormActions } from "./form-actions.tsx";
import { FormOutcome } from "./form-outcome.tsx";
import { type FieldSpec, typedFields } from "./kind.ts";
import { MatrixEditor } from "./matrix/matrix-editor.tsx";
import { PlanHints } from "./plan-hints.tsx";
import { RecordedPanel } from "./recorded-panel.tsx";
import { type RecordFormInput, useRecordForm } from "./use-record-form.ts";

const correctionSpec: FieldSpec = { name: correctionField, type: "text", label: "field.correctionReason" };

/** One form: what is about to be recorded, what stands in its way, and what it would change. */
export function RecordForm({ kind, plan, corrects }: RecordFormInput) {
  const { t } = useText();
  const form = useRecordForm({ kind, plan, corrects });
  const { values, shift, phase, edit } = form;
  const { faultsAt, shown, turn } = form.faults;
  if (phase.at === "recorded") {
    return <RecordedPanel recorded={phase.recorded} onAnother={corrects || kind.irrevocable ? null : form.another} />;
  }
  const warnings = kind.warn?.(values, plan) ?? [];
  const fields = corrects ? [...typedFields(kind), correctionSpec] : typedFields(kind);
  return (
    <form
      className="record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.preview();
      }}
    >
      {corrects && <p className="notice-plain">{t("correct.about", { summary: corrects.summary })}</p>}
      {form.found && <p className="notice-plain">{t("record.draftFound")}</p>}
      <FaultSummary faults={shown} turn={turn} kind={kind} />
      <PlanHints kind={kind} plan={plan} values={values} />
      {kind.matrix && shift && (
        <MatrixEditor
          plan={plan}
          matrix={kind.matrix}
          shift={shift}
          values={values}
          onChange={edit}
          faults={faultsAt(matrixField)}
        />
      )}
      <div className="fields">
        {fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            faults={faultsAt(field.name)}
            warnings={warnings.filter((warning) => warning.field === field.name)}
          >
            {(aria) => <FieldInput field={field} plan={plan} values={values} onChange={edit} aria={aria} />}
          </Field>
        ))}
      </div>
      <FormOutcome phase={phase} kind={kind} slug={plan.slug} onAgain={form.preview} />
      <FormActions phase={phase} kind={kind} onRecord={form.record} onReset={form.goOn} />
    </form>
  );
}
