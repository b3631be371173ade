import { sql } from "kysely";
import { knownAt } from "../database/known-at.ts";
import type { Db } from "../database/queries.ts";
import type { PlanAt } from "./fold-plan.ts";
import type { BareState } from "./state-codec.ts";

/** Sums of the movements that are alike in everything that a state keeps a sum by. */
interface Flow {
  readonly from_account: string;
  readonly to_account: string;
  readonly project: string | null;
  readonly fiscal_year: number | null;
  readonly counted_in: number;
  readonly simulated: boolean;
  readonly moved: string;
  readonly appropriated: string;
  readonly released: string;
  readonly paid: string;
}

/**
 * The state with its money: what was folded without it, and the sums of all movements. Sums do not ask for an order,
 * so a back-dated payment costs no fold. Throws where money moved for a project that the state does not have.
 */
export async function withMoney(db: Db, at: PlanAt, folded: BareState): Promise<BareState> {
  return (await flowsAt(db, at)).reduce(added, folded);
}

async function flowsAt(db: Db, { plan, asOf, position }: PlanAt): Promise<readonly Flow[]> {
  return db
    .selectFrom("transfer")
    .select(["from_account", "to_account", "project", "fiscal_year", "counted_in"])
    .select([
      sql<string>`sum(amount_fen)::text`.as("moved"),
      sql<string>`sum(appropriated_fen)::text`.as("appropriated"),
      sql<string>`sum(released_fen)::text`.as("released"),
      sql<string>`sum(paid_fen)::text`.as("paid"),
      sql<boolean>`bool_or(simulated)`.as("simulated"),
    ])
    .where("plan", "=", plan)
    .where("occurred_on", "<=", asOf)
    .where(knownAt(position))
    .groupBy(["from_account", "to_account", "project", "fiscal_year", "counted_in"])
    .execute();
}

function added(state: BareState, flow: Flow): BareState {
  const moved = BigInt(flow.moved);
  const released = BigInt(flow.released);
  const paid = BigInt(flow.paid);
  const given = plus(state.balances, flow.from_account, -moved);
  return {
    ...state,
    simulated: state.simulated || flow.simulated,
    balances: plus(given, flow.to_account, moved),
    appropriated:
      flow.fiscal_year === null
        ? state.appropriated
        : plus(state.appropriated, flow.fiscal_year, BigInt(flow.appropriated)),
    releasedIn: released === 0n ? state.releasedIn : plus(state.releasedIn, flow.counted_in, released),
    paidIn: paid === 0n ? state.paidIn : plus(state.paidIn, flow.counted_in, paid),
    projects: flow.project === null ? state.projects : ofProject(state, flow.project, { released, paid }),
  };
}

function ofProject(
  { projects, adopted }: BareState,
  code: string,
  { released, paid }: { released: bigint; paid: bigint },
): BareState["projects"] {
  const project = projects[code];
  if (!project) throw new Error(`money moved for ${code}, which is no project of ${adopted.slug}`);
  const sums = { releasedFen: project.releasedFen + released, paidFen: project.paidFen + paid };
  return { ...projects, [code]: { ...project, ...sums } };
}

function plus(
  sums: Readonly<Record<string | number, bigint>>,
  key: string | number,
  amountFen: bigint,
): Record<string | number, bigint> {
  return { ...sums, [key]: (sums[key] ?? 0n) + amountFen };
}
