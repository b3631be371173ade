import type { Catalog } from "@mingzhang/ui";
import type { GlanceMessageId } from "./glance-zh-cn.ts";

export const glanceEn: Catalog<GlanceMessageId> = {
  "part.glance": "At a glance",
  "glance.asOf": "As of {day}. Each answer leads to its detail.",
  "glance.from.title": "Where does the money come from?",
  "glance.from":
    "{donor} gives {total} under the plan; {appropriated} ({percent} %) has come into the earmarked account.",
  "glance.from.link": "The rule, the plan and what came, year by year",
  "glance.to.title": "Where did it go?",
  "glance.to":
    "{released} was released to projects and {paid} paid out ({percent} % of the plan); on its way: {account} in the " +
    "earmarked account, {projects} in the projects' subledgers.",
  "glance.to.most": "Most was paid for “{project}”: {amount}.",
  "glance.to.link": "Transfer by transfer",
  "glance.built.title": "What has been built?",
  "glance.built":
    "Of {projects, plural, one {# project} other {# projects}}, {accepted} accepted, {underway} under way, {waiting} " +
    "not started.",
  "glance.built.largest": "The largest, “{project}”: {quantity}, {done} of {planned} {unit}.",
  "glance.built.link": "Every project",
  "glance.late.title": "What is late?",
  "glance.late": "{late, plural, one {# milestone is} other {# milestones are}} overdue or missed.",
  "glance.late.worst": "The longest overdue is “{milestone}” ({project}): {days, plural, one {# day} other {# days}}.",
  "glance.late.none": "No milestone is overdue or missed.",
  "glance.late.after": "Of those reached, {count, plural, one {# was} other {# were}} later than first planned.",
  "glance.late.link": "All milestones",
  "chart.cumulative": "Money in all: planned and happened (wan yuan)",
  "chart.cumulativeOnly": "Money in all (wan yuan)",
  "chart.asOf": "as of {day}",
  "chart.allocated": "Planned, up to the year",
  "chart.appropriation": "Appropriated to the account",
  "chart.release": "Released to projects",
  "chart.payment": "Paid out",
  "chart.note":
    "The scale starts at zero and is one for all lines. What is planned for a year counts from its first day; the " +
    "other lines end on the day shown, since what follows has not happened.",
  "chart.noteOnly":
    "The scale starts at zero and is one for all lines. Only the selection counts; lines end on the day shown.",
  "chart.table": "In all at the end of each year (wan yuan)",
  "chart.tableLast": "Up to the day shown",
  "chart.said": "{title}, as of {day}: {figures}.",
  "chart.figure": "{name} {amount}",
  "chart.years": "Year by year (wan yuan)",
  "chart.yearsNote":
    "One scale for all years, from zero. Money counts in the year that it is for, or in which it moved, so that a " +
    "payment in the next year shows as less in one and more in the other.",
  "chart.yearAhead": "still to come",
  "chart.year.allocated": "Planned",
  "chart.year.appropriated": "Appropriated",
  "chart.year.released": "Released",
  "chart.year.paid": "Paid",
  "chart.projects": "Each project: work done, money paid",
  "chart.projectsNote":
    "Each bar goes from 0 to 100 % on one scale. Where far more is paid than is done, it is worth asking why.",
  "chart.project.work": "Physical progress",
  "chart.project.paid": "Paid, of what is planned",
  "chart.project.unstated": "no quantity stated",
  "filter.year": "Year",
  "filter.payee": "Kind of payee",
  "filter.payeeNote": "Only what was paid to payees of this kind, with its refunds and reversals.",
  "payee.household": "household (a person, not named)",
  "plan.revisions": "Changes of the plan, before and after",
  "revisions.lead":
    "{count, plural, one {# change} other {# changes}}, each with what was there before, what came after, and on " +
    "whose authority.",
  "revisions.none": "No allocation has been changed so far.",
  "revisions.cell": "“{project}”, {year}: {before} → {after}",
  "revisions.kept": "The plan's total stays at {total}.",
  "revisions.total": "The plan's total: {before} → {after}.",
  "revisions.documentLabel": "Authority: ",
};
