import type { Fen } from "@mingzhang/ledger";
import { yearOf } from "../time/day.ts";
import type { BookedDay } from "./book.ts";
import { allocatedUpTo, isOwnAccount, type PlanState, type ProjectState } from "./plan-state.ts";

type Sums = Readonly<Record<string, Fen>>;

/** A difference between two states that is nothing but money: added to every later day, it makes one of the other. */
export interface Shift {
  readonly balances: Sums;
  readonly appropriated: Sums;
  readonly releasedIn: Sums;
  readonly paidIn: Sums;
  /** By project. */
  readonly released: Sums;
  readonly paid: Sums;
}

const parts = ["balances", "appropriated", "releasedIn", "paidIn", "released", "paid"] as const;

/** The shift from one state to another; null where they differ in anything that later events look at. */
export function shiftBetween(from: PlanState, to: PlanState): Shift | null {
  const { balances, appropriated, releasedIn, paidIn, projects, transfers: _, ...rest } = to;
  if (!Object.entries(rest).every(([name, value]) => same(from[name as keyof PlanState], value))) return null;
  const found: Partial<Record<(typeof parts)[number], Sums | null>> = {
    balances: differences(from.balances, balances),
    appropriated: differences(from.appropriated, appropriated),
    releasedIn: differences(from.releasedIn, releasedIn),
    paidIn: differences(from.paidIn, paidIn),
    ...projectDifferences(from.projects, projects),
  };
  return parts.every((part) => found[part]) ? (found as Shift) : null;
}

/** The same days under a shift. It is noted, not worked out: that costs little for however many days. */
export function allShifted(days: readonly BookedDay[], shift: Shift): readonly BookedDay[] {
  if (parts.every((part) => Object.keys(shift[part]).length === 0)) return days;
  let noted: Shift | null | undefined;
  let sum = shift;
  return days.map((booked) => {
    // Days that were shifted together before have one shift in common, and again have one.
    if (booked.shift !== noted) sum = booked.shift ? joined(booked.shift, shift) : shift;
    noted = booked.shift;
    const { day, lives, folded, headroom } = booked;
    return { day, lives, folded, headroom, shift: sum };
  });
}

/** Whether every day holds all rules under the shift, as it does without: no account overdrawn, nothing run ahead. */
export function bears(days: readonly BookedDay[], shift: Shift): boolean {
  const drained = Object.entries(shift.balances).filter(([account, fen]) => fen < 0n && isOwnAccount(account));
  const released = Object.entries(shift.released).filter(([, fen]) => fen > 0n);
  const paid = Object.entries(shift.paid).filter(([, fen]) => fen > 0n);
  return days.every(({ day, folded, headroom, shift: noted }) => {
    const { balances, projects } = folded;
    return (
      drained.every(([account, fen]) => (balances[account] ?? 0n) + (noted?.balances[account] ?? 0n) + fen >= 0n) &&
      released.every(([code, fen]) => {
        const project = projects[code] as ProjectState;
        const releasedFen = project.releasedFen + (noted?.released[code] ?? 0n) + fen;
        return releasedFen <= allocatedUpTo(project, yearOf(day));
      }) &&
      paid.every(
        ([code, fen]) => (headroom[code] ?? fen + (noted?.paid[code] ?? 0n)) >= fen + (noted?.paid[code] ?? 0n),
      )
    );
  });
}

/** A day with its shift worked out. */
export function settled(booked: BookedDay): BookedDay {
  const { folded, shift } = booked;
  if (!shift) return booked;
  const headroom = { ...booked.headroom };
  const projects = { ...folded.projects };
  for (const code of new Set([...Object.keys(shift.released), ...Object.keys(shift.paid)])) {
    const project = projects[code] as ProjectState;
    const paidFen = shift.paid[code] ?? 0n;
    const releasedFen = project.releasedFen + (shift.released[code] ?? 0n);
    projects[code] = { ...project, releasedFen, paidFen: project.paidFen + paidFen };
    if (headroom[code] !== undefined) headroom[code] -= paidFen;
  }
  const state = {
    ...folded,
    projects,
    balances: plus(folded.balances, shift.balances),
    appropriated: plus(folded.appropriated, shift.appropriated),
    releasedIn: plus(folded.releasedIn, shift.releasedIn),
    paidIn: plus(folded.paidIn, shift.paidIn),
  };
  return { ...booked, folded: state, headroom, shift: null };
}

function joined(one: Shift, other: Shift): Shift {
  return Object.fromEntries(parts.map((part) => [part, plus(one[part], other[part])])) as unknown as Shift;
}

/** What is to be added to each sum. Null where a sum vanished: a later event may have brought it back. */
function differences(from: Sums, to: Sums): Sums | null {
  const found: Record<string, Fen> = {};
  for (const name of Object.keys(from)) if (to[name] === undefined) return null;
  for (const [name, fen] of Object.entries(to)) {
    const before = from[name];
    if (before !== fen) found[name] = fen - (before ?? 0n);
  }
  return found;
}

function plus(sums: Sums, more: Sums): Sums {
  const found = { ...sums };
  const names = Object.keys(more);
  if (names.length === 0) return sums;
  for (const name of names) found[name] = (found[name] ?? 0n) + (more[name] ?? 0n);
  return found;
}

function projectDifferences(
  from: PlanState["projects"],
  to: PlanState["projects"],
): { released: Sums; paid: Sums } | null {
  const codes = Object.keys(to);
  if (codes.length !== Object.keys(from).length) return null;
  const released: Record<string, Fen> = {};
  const paid: Record<string, Fen> = {};
  for (const code of codes) {
    const [before, after] = [from[code], to[code]];
    if (before === after) continue;
    if (!before || !after) return null;
    const { releasedFen, paidFen } = after;
    if (!same({ ...before, releasedFen, paidFen }, after)) return null;
    if (releasedFen !== before.releasedFen) released[code] = releasedFen - before.releasedFen;
    if (paidFen !== before.paidFen) paid[code] = paidFen - before.paidFen;
  }
  return { released, paid };
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
}
