import { inLang, payeeLabel, type PlanView } from "@mingzhang/domain";
import { usePage } from "../page/page-context.tsx";
import { payeeFilters, type TransferFilter } from "./transfer.ts";

const kinds = ["appropriation", "release", "payment", "refund", "reversal"] as const;

/** The filter as a plain form: what it shows has an address of its own. */
export function TransferFilterForm({ view, filter }: { view: PlanView; filter: TransferFilter }) {
  const { frame, t, words, link } = usePage();
  const kept = { ...frame.asked, lang: frame.askedLang };
  const filtered = Object.values(filter).some((value) => value !== null);
  return (
    <form method="get" action={frame.path} className="filter" aria-label={t("filter.label")}>
      <div className="field">
        <label htmlFor="from">{t("filter.from")}</label>
        <input type="date" id="from" name="from" defaultValue={filter.from ?? ""} />
      </div>
      <div className="field">
        <label htmlFor="to">{t("filter.to")}</label>
        <input type="date" id="to" name="to" defaultValue={filter.to ?? ""} />
      </div>
      <div className="field">
        <label htmlFor="project">{t("filter.project")}</label>
        <select id="project" name="project" defaultValue={filter.project ?? ""}>
          <option value="">{t("filter.any")}</option>
          {view.projects.map(({ code, name }) => (
            <option key={code} value={code}>
              {inLang(name, words)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="kind">{t("filter.kind")}</label>
        <select id="kind" name="kind" defaultValue={filter.kind ?? ""}>
          <option value="">{t("filter.any")}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`transfer.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="year">{t("filter.year")}</label>
        <select id="year" name="year" defaultValue={filter.year ?? ""}>
          <option value="">{t("filter.any")}</option>
          {yearsOf(view, filter.year).map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="payee">{t("filter.payee")}</label>
        <select id="payee" name="payee" defaultValue={filter.payee ?? ""}>
          <option value="">{t("filter.any")}</option>
          {payeeFilters.map((kind) => (
            <option key={kind} value={kind}>
              {kind === "household" ? t("payee.household") : payeeLabel(kind, words)}
            </option>
          ))}
        </select>
      </div>
      {Object.entries(kept).map(
        ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="actions">
        <button type="submit">{t("filter.show")}</button>
        {filtered && <a href={link(frame.path)}>{t("filter.clear")}</a>}
      </div>
    </form>
  );
}

/** The years of the plan, and the one that is asked for where it is another. */
function yearsOf({ years }: PlanView, asked: number | null): readonly number[] {
  const own = years.map(({ year }) => year);
  return asked === null || own.includes(asked) ? own : [...own, asked];
}
