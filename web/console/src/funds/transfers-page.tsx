import { lazy, Suspense, useId } from "react";
import { useSearchParams } from "react-router";
import type { TransferKind } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { Choice } from "../view/choice.tsx";
import { DayInput } from "../view/day-input.tsx";
import { useChoices } from "../view/use-choices.ts";
import { withParams } from "../view/view-state.ts";
import { TransferList } from "./transfer-list.tsx";
import type { TransferFilter } from "./use-transfers.ts";

const MoneyChart = lazy(async () => ({ default: (await import("./money-chart.tsx")).MoneyChart }));
const kinds: readonly TransferKind[] = ["appropriation", "release", "payment", "refund", "reversal"];

/** Movements of money with a filter that stands in the address, and how the sums grew over time. */
export function TransfersPage() {
  const { t } = useText();
  const plan = usePlanNow();
  const [params] = useSearchParams();
  return (
    <Page title={t("transfers.title")} under={plan.name}>
      <section className="sheet">
        <Suspense fallback={<div className="chart" />}>
          <MoneyChart slug={plan.slug} />
        </Suspense>
      </section>
      <section className="sheet">
        <Filter />
        <TransferList slug={plan.slug} filter={readFilter(params)} pageSize={50} />
      </section>
    </Page>
  );
}

function Filter() {
  const id = useId();
  const { t } = useText();
  const plan = usePlanNow();
  const { projects } = useChoices(plan.slug);
  const [params, setParams] = useSearchParams();
  const set = (name: string) => (value: string) =>
    setParams((current) => withParams(current, { [name]: value || null }), { replace: true, preventScrollReset: true });
  const years = Array.from({ length: plan.lastYear - plan.firstYear + 1 }, (_, index) =>
    String(plan.firstYear + index),
  );
  return (
    <div className="filter" role="search" aria-label={t("filter.label")}>
      <Choice
        label={t("matrix.project")}
        value={params.get("project") ?? ""}
        onChange={set("project")}
        none={t("filter.all")}
        options={projects.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Choice
        label={t("transfers.kind")}
        value={params.get("kind") ?? ""}
        onChange={set("kind")}
        none={t("filter.all")}
        options={kinds.map((kind) => ({ value: kind, label: t(`transfer.${kind}`) }))}
      />
      <Choice
        label={t("filter.year")}
        value={params.get("year") ?? ""}
        onChange={set("year")}
        none={t("filter.all")}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      <span className="choice">
        <label htmlFor={`${id}-from`}>{t("filter.from")}</label>
        <DayInput id={`${id}-from`} value={params.get("from") ?? ""} onChange={set("from")} />
      </span>
      <span className="choice">
        <label htmlFor={`${id}-to`}>{t("filter.to")}</label>
        <DayInput id={`${id}-to`} value={params.get("to") ?? ""} onChange={set("to")} />
      </span>
    </div>
  );
}

function readFilter(params: URLSearchParams): TransferFilter {
  const kind = kinds.find((one) => one === params.get("kind"));
  const year = params.get("year");
  const text = (name: "project" | "from" | "to") => {
    const value = params.get(name);
    return value ? { [name]: value } : {};
  };
  return {
    ...text("project"),
    ...text("from"),
    ...text("to"),
    ...(kind && { kind }),
    ...(year && /^\d{4}$/.test(year) && { year: Number(year) }),
  };
}
