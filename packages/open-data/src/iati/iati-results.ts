import type { OpenMilestone, OpenProject, OpenQuantity, OpenText } from "../publication/publication.ts";
import { type Xml, xml } from "../xml/xml.ts";
import { date, narratives } from "./iati-elements.ts";

/** Codes of `ResultType` and `IndicatorMeasure`. */
const output = "1";
const unit = "1";
const qualitative = "5";

/** Measured work and milestones as outputs: IATI has no element of its own for a milestone. */
export function results(project: OpenProject): readonly Xml[] {
  const quantities = project.quantities.map((quantity) => quantityIndicator(project, quantity));
  const milestones = project.milestones.map((milestone) => milestoneIndicator(project, milestone));
  return [
    ...result({ zh: "实物工作量", en: "Physical progress" }, quantities),
    ...result({ zh: "节点", en: "Milestones" }, milestones),
  ];
}

function result(title: OpenText, indicators: readonly Xml[]): readonly Xml[] {
  if (indicators.length === 0) return [];
  return [
    xml("result", { type: output, "aggregation-status": "false" }, [
      xml("title", {}, narratives(title)),
      ...indicators,
    ]),
  ];
}

function quantityIndicator({ startYear, endYear }: OpenProject, quantity: OpenQuantity): Xml {
  const { name, unit: of, planned, done, measuredOn } = quantity;
  const title = { zh: `${name.zh}（${of.zh}）`, en: name.en === null ? null : `${name.en} (${of.en ?? of.zh})` };
  const measured = measuredOn && { zh: `测于 ${measuredOn}`, en: `measured on ${measuredOn}` };
  return xml("indicator", { measure: unit, ascending: "true" }, [
    xml("title", {}, narratives(title)),
    xml("period", {}, [
      date("period-start", `${startYear}-01-01`),
      date("period-end", `${endYear}-12-31`),
      xml("target", { value: planned }),
      ...(measured ? [xml("actual", { value: done }, [xml("comment", {}, narratives(measured))])] : []),
    ]),
  ]);
}

function milestoneIndicator({ startYear }: OpenProject, milestone: OpenMilestone): Xml {
  const { name, dueOn, originalDueOn } = milestone;
  const start = `${startYear}-01-01`;
  const due =
    dueOn === originalDueOn
      ? { zh: `应于 ${dueOn} 完成`, en: `due on ${dueOn}` }
      : {
          zh: `应于 ${dueOn} 完成（原定 ${originalDueOn}）`,
          en: `due on ${dueOn} (first planned for ${originalDueOn})`,
        };
  return xml("indicator", { measure: qualitative }, [
    xml("title", {}, narratives(name)),
    xml("period", {}, [
      date("period-start", start < dueOn ? start : dueOn),
      date("period-end", dueOn),
      xml("target", {}, [xml("comment", {}, narratives(due))]),
      xml("actual", {}, [xml("comment", {}, narratives(became(milestone)))]),
    ]),
  ]);
}

function became({ status, reachedOn, daysLate }: OpenMilestone): OpenText {
  const late = daysLate === null ? { zh: "", en: "" } : { zh: `，迟 ${daysLate} 天`, en: `, ${daysLate} days late` };
  switch (status) {
    case "reached":
      return { zh: `${reachedOn} 完成${late.zh}`, en: `reached on ${reachedOn}${late.en}` };
    case "missed":
      return { zh: "未完成", en: "missed" };
    case "overdue":
      return { zh: `尚未完成${late.zh}`, en: `not reached yet${late.en}` };
    case "planned":
      return { zh: "尚未到期", en: "not yet due" };
  }
}
