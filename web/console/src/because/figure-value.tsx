import {
  Amount,
  Day,
  isMilestoneStatus,
  isProjectStatus,
  MilestoneStatus,
  Percent,
  ProjectStatus,
} from "@mingzhang/ui";
import type { FigureKind } from "../client/documents.gen.ts";
import { isMessageId, useText } from "../i18n/text.tsx";

export interface FigureValueProps {
  readonly path: string;
  readonly kind: FigureKind;
  /** As the API writes values of this kind: fen for money, decimal text for shares, ISO dates. */
  readonly value: string | null;
  readonly withUnit?: boolean;
}

/** A value of any kind of figure. */
export function FigureValue({ path, kind, value, withUnit = false }: FigureValueProps) {
  const { t } = useText();
  if (value === null) return <span className="mz-none">{t("value.none")}</span>;
  if (kind === "money") return <Amount fen={value} withUnit={withUnit} />;
  if (kind === "percent") return <Percent value={value} />;
  if (kind === "date") return <Day date={value} />;
  if (kind === "text") return <TextValue path={path} value={value} />;
  return <span className="mz-figures">{value}</span>;
}

/** States and steps come as codes; everything else is text of the plan itself. */
function TextValue({ path, value }: { path: string; value: string }) {
  const { t } = useText();
  if (path.endsWith(".status")) {
    if (path.includes(".milestones.") && isMilestoneStatus(value)) return <MilestoneStatus status={value} />;
    if (path.includes(".evidence.")) {
      return value === "withdrawn" ? t("evidence.status.withdrawn") : t("evidence.status.attached");
    }
    if (isProjectStatus(value)) return <ProjectStatus status={value} />;
  }
  if (path.endsWith(".missingSteps")) {
    const steps = value.split(" ").map((step) => {
      const id = `step.${step}`;
      return isMessageId(id) ? t(id) : step;
    });
    return <span className="value-text">{value === "" ? t("value.none") : steps.join(t("list.separator"))}</span>;
  }
  return <span className="value-text">{value}</span>;
}
