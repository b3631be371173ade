import { daysBetween } from "@mingzhang/ui";
import type { PlanOnPage, ProjectOnPage } from "../plan/matrix.ts";

export interface Span {
  readonly first: string;
  readonly last: string;
}

/** The years of the plan and whatever lies outside of them: the width of the timeline. */
export function timelineSpan(plan: Pick<PlanOnPage, "firstYear" | "lastYear" | "projects" | "pair">): Span {
  const days = plan.projects.flatMap(({ milestones }) =>
    milestones.flatMap(({ dueOn, originalDueOn, reachedOn }) => [
      dueOn,
      originalDueOn,
      ...(reachedOn ? [reachedOn] : []),
    ]),
  );
  const years = days.map((day) => Number(day.slice(0, 4)));
  return {
    first: `${Math.min(plan.firstYear, ...years)}-01-01`,
    last: `${Math.max(plan.lastYear, ...years) + 1}-01-01`,
  };
}

/** Where a day lies in a span, in percent of its width; clipped to it. */
export function placeOf(day: string, { first, last }: Span): number {
  const place = (daysBetween(first, day) / daysBetween(first, last)) * 100;
  return Math.max(0, Math.min(100, place));
}

export function isWithin(day: string, { first, last }: Span): boolean {
  return day >= first && day <= last;
}

export function yearsOf({ first, last }: Span): number[] {
  const start = Number(first.slice(0, 4));
  return Array.from({ length: Number(last.slice(0, 4)) - start }, (_, index) => start + index);
}

/** Projects with a milestone, and how many have none: those need no empty line each. */
export function withMilestones(projects: readonly ProjectOnPage[]): readonly ProjectOnPage[] {
  return projects.filter(({ milestones }) => milestones.length > 0).toSorted((a, b) => a.number - b.number);
}
