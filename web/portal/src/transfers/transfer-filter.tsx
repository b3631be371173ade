import { inLang, type PlanView } from "@mingzhang/domain";
import { usePage } from "../page/page-context.tsx";
import type { TransferFilter } from "./transfers-page.tsx";

const kinds = ["appropriation", "release", "payment", "refund", "reversal"] as const;

/** The filter as a plain form: what it shows has an address of its own. */
export function TransferFilterForm({ view, filter }: { view: PlanView; filter: TransferFilter }) {
  const { frame, t, words, link } = usePage();
  const kept = { ...frame.asked, lang: frame.askedLang, year: filter.year === null ? null : String(filter.year) };
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
