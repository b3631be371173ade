import { EvidencePicture } from "../evidence/evidence-picture.tsx";
import { useText } from "../i18n/text.tsx";
import type { FieldInputProps } from "./field-input.tsx";
import { options } from "./options.ts";

/** Chooses among what the project shows, with the picture below, so that nobody takes another one down. */
export function EvidenceInput({ field, plan, values, onChange, aria }: FieldInputProps) {
  const { t } = useText();
  const value = values[field.name] ?? "";
  const project = plan.projects.find(({ code }) => code === values["project"]);
  const chosen = project?.evidence.find(({ sha256 }) => sha256 === value);
  const isShown = chosen && chosen.withdrawn === null && chosen.mediaType.startsWith("image/");
  return (
    <>
      <select {...aria} value={value} onChange={({ target }) => onChange({ [field.name]: target.value })}>
        <option value="">{t("field.choose")}</option>
        {options("evidence", { plan, values, t }).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {isShown && (
        <div className="file-preview">
          <EvidencePicture key={value} sha256={value} alt={chosen.caption} width={null} height={null} />
        </div>
      )}
    </>
  );
}
