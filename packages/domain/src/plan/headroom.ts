import type { Fen } from "@mingzhang/ledger";
import type { LiveEvent } from "../replay/timeline.ts";
import type { PlanState } from "./plan-state.ts";
import { mostPaidFen } from "./progress.ts";

/** By project, how much more could have been paid before a day without one of the day's payments running ahead. */
export type Headroom = Readonly<Record<string, Fen>>;

/** The headroom with one more event, on the state before it. Payments alone are measured against progress. */
export function narrowed(headroom: Headroom, before: PlanState | null, { event }: LiveEvent): Headroom {
  if (event.type !== "PaymentMade" && event.type !== "HouseholdPaid") return headroom;
  const { project: code, amountFen } = event.data;
  const project = before?.projects[code];
  const most = before && project ? mostPaidFen(before, project) : null;
  if (!project || most === null) return headroom;
  const left = most - project.paidFen - amountFen;
  const least = headroom[code];
  return least !== undefined && least <= left ? headroom : { ...headroom, [code]: left };
}
