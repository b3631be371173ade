import { accountLabel, namesOf, type PlanView, withheldPayee } from "@mingzhang/domain";
import { payeeFilters, type Transfer, type TransferFilter } from "@mingzhang/portal";
import type { SelectedLine } from "../entries/ledger.ts";
import { dayOf, oneOf, single, whole } from "../http/parameters.ts";
import type { Question } from "../http/question.ts";
import { badParameter } from "../http/trouble.ts";
import { isUnproved, wordsOf } from "./changes.ts";

const kinds = ["appropriation", "release", "payment", "refund", "reversal"] as const;

/** The filter of an address. Throws where it names a day, kind, year or project that does not exist. */
export function filterOf(params: URLSearchParams, view: PlanView): TransferFilter {
  const year = whole(params, "year", { min: 1990, max: 2200, otherwise: 0 });
  return {
    from: dayOf(params, "from"),
    to: dayOf(params, "to"),
    project: projectOf(params, view),
    kind: oneOf(params, "kind", kinds),
    year: year === 0 ? null : year,
    payee: oneOf(params, "payee", payeeFilters),
  };
}

/** The project that an address asks for. Throws where the plan has none of that code. */
export function projectOf(params: URLSearchParams, view: PlanView): string | null {
  const project = single(params, "project");
  if (project !== null && !view.projects.some(({ code }) => code === project)) throw badParameter("project", project);
  return project;
}

/** The filter as parameters of an address. */
export function filterQuery(filter: TransferFilter): Record<string, string | null> {
  const { from, to, project, kind, year, payee } = filter;
  return { from, to, project, kind, year: year === null ? null : String(year), payee };
}

/** A movement of money as the portal shows it. */
export function transferOf(
  line: SelectedLine,
  view: PlanView,
  { lang, provedSize }: Pick<Question, "lang" | "provedSize">,
): Transfer {
  const { row, stage, netFen, cumulativeFen, balanceFen, daysLate } = line;
  const label = (account: string) => accountLabel(account, namesOf(view), wordsOf(lang));
  return {
    index: row.publicIndex.toString(),
    kind: row.kind,
    stage,
    occurredOn: row.occurredOn,
    recordedAt: row.recordedAt,
    daysLate,
    amountFen: netFen,
    fromLabel: label(row.from),
    toLabel: row.payeeName ?? (row.kind === "payment" ? withheldPayee(wordsOf(lang)) : label(row.to)),
    purpose: row.purpose,
    voucher: row.voucher,
    cumulativeFen,
    balanceFen,
    unproved: isUnproved(row.publicIndex, provedSize),
  };
}
