import type { ChangeLineFragment, DiffCause } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { byArea } from "./change-areas.ts";
import { ChangeTable } from "./change-table.tsx";

const causes: readonly DiffCause[] = ["worldMovedOn", "learntBetter", "both"];
const openUpTo = 24;

/** Differences by what caused them, and in that by the part of the plan; long lists of details begin closed. */
export function ChangeGroups({ changes }: { changes: readonly ChangeLineFragment[] }) {
  const { t } = useText();
  if (changes.length === 0) return <p className="empty sheet">{t("diff.none")}</p>;
  return (
    <>
      <p className="list-summary" aria-live="polite">
        {t("diff.count", { count: changes.length })}
      </p>
      {causes.map((cause) => (
        <CauseSection key={cause} cause={cause} changes={changes.filter((change) => change.cause === cause)} />
      ))}
    </>
  );
}

function CauseSection({ cause, changes }: { cause: DiffCause; changes: readonly ChangeLineFragment[] }) {
  const { t } = useText();
  if (changes.length === 0) return null;
  return (
    <section className="sheet" data-cause={cause} aria-labelledby={`cause-${cause}`}>
      <div className="section-head">
        <h2 id={`cause-${cause}`}>{t(`diff.cause.${cause}`)}</h2>
        <p>{t(`diff.explained.${cause}`)}</p>
      </div>
      {byArea(changes).map(([area, own], index) => (
        <details key={area} className="change-area" open={index === 0 || changes.length <= openUpTo}>
          <summary>
            {t(`diff.area.${area}`)} <span className="soft">{t("diff.count", { count: own.length })}</span>
          </summary>
          <ChangeTable changes={own} caption={`${t(`diff.cause.${cause}`)} · ${t(`diff.area.${area}`)}`} />
        </details>
      ))}
    </section>
  );
}
