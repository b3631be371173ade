import { shanghaiTime } from "@mingzhang/ui";
import { usePage } from "./page-context.tsx";

/** A plain form that leads to the same page on another day, or as it was known at another time. */
export function MomentControl() {
  const { frame, t } = usePage();
  const { asOf, knownAt } = frame.asked;
  const kept = Object.entries({ ...frame.query, lang: frame.askedLang });
  return (
    <details className="moment-control" id="moment">
      <summary>{t("moment.title")}</summary>
      <form method="get" action={frame.path}>
        <div className="field">
          <label htmlFor="asOf">{t("moment.asOf")}</label>
          <input type="date" id="asOf" name="asOf" defaultValue={asOf ?? ""} aria-describedby="asOf-help" />
          <p id="asOf-help">{t("moment.asOfHelp")}</p>
        </div>
        <div className="field">
          <label htmlFor="knownAt">{t("moment.knownAt")}</label>
          <input
            type="datetime-local"
            step="1"
            id="knownAt"
            name="knownAt"
            defaultValue={knownAt === null ? "" : localSecond(knownAt)}
            aria-describedby="knownAt-help"
          />
          <p id="knownAt-help">{t("moment.knownAtHelp")}</p>
        </div>
        {kept.map(([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />)}
        <button type="submit">{t("moment.show")}</button>
      </form>
    </details>
  );
}

/** The first whole second in Shanghai that is not before the instant: what was known then is known there too. */
function localSecond(instant: string): string {
  const ms = Date.parse(instant);
  const exact = /:\d\d(\.0+)?(Z|[+-]\d\d:\d\d)$/.test(instant);
  const second = exact ? ms : Math.floor(ms / 1000) * 1000 + 1000;
  const { day, clock } = shanghaiTime(new Date(second).toISOString());
  return `${day}T${clock}`;
}
