import { type PlanView, type TransferKind } from "@mingzhang/domain";
import { Amount } from "@mingzhang/ui";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import { Statement } from "./statement.tsx";
import type { StageSums, Transfer } from "./transfer.ts";
import { TransferFilterForm } from "./transfer-filter.tsx";

export interface TransfersModel {
  readonly view: PlanView;
  readonly filter: TransferFilter;
  /** One page of the filter, newest first. */
  readonly transfers: readonly Transfer[];
  /** Of the whole filter. */
  readonly count: number;
  readonly sums: StageSums;
  readonly page: number;
  readonly pages: number;
}

/** As the address asks; null where it does not. Days are inclusive. */
export interface TransferFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly project: string | null;
  readonly kind: TransferKind | null;
  readonly year: number | null;
}

/** Every movement of a plan's money, with running sums, by date, project and kind. */
export function transfersPage(frame: Frame, model: TransfersModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("transfers.title"), body: <Transfers {...model} /> });
}

function Transfers({ view, filter, transfers, count, sums, page, pages }: TransfersModel) {
  const { frame, t, link } = usePage();
  const { page: _, ...filterOnly } = frame.query;
  return (
    <>
      <PlanCrumb />
      <h1>{t("transfers.title")}</h1>
      <p className="lead">{t("transfers.lead")}</p>
      <MomentControl />
      <TransferFilterForm view={view} filter={filter} />
      <section aria-labelledby="sums-title">
        <h2 id="sums-title">{t("transfers.sums", { count })}</h2>
        <Sums sums={sums} />
        <p>
          <a href={link(`/data/${view.slug}/transfers.csv`, withoutPaging(filterOnly))}>{t("transfers.csv")}</a>
        </p>
      </section>
      <section aria-labelledby="list-title">
        <h2 id="list-title" className="mz-aside">
          {t("transfers.list")}
        </h2>
        <Statement transfers={transfers} caption={t("transfers.table")} />
        <Pages page={page} pages={pages} />
      </section>
    </>
  );
}

function withoutPaging(query: Frame["query"]): Frame["query"] {
  const { first: _, ...filter } = query;
  return filter;
}

function Sums({ sums }: { sums: StageSums }) {
  const { t } = usePage();
  return (
    <dl className="facts">
      {(["appropriation", "release", "payment"] as const).map((stage) => (
        <div key={stage}>
          <dt>{t(`transfers.net.${stage}`)}</dt>
          <dd>
            <Amount fen={sums[stage]} withUnit />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Pages({ page, pages }: { page: number; pages: number }) {
  const { frame, t, link } = usePage();
  if (pages <= 1) return null;
  const to = (number: number) => link(frame.path, { ...frame.query, page: number === 1 ? null : String(number) });
  return (
    <nav className="pages" aria-label={t("pages.label")}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {t("pages.newer")}
        </a>
      )}
      <span>{t("pages.place", { page, pages })}</span>
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          {t("pages.older")}
        </a>
      )}
    </nav>
  );
}
