import type { ChangeLineFragment, DiffCause } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { ChangeTable } from "./change-table.tsx";

const causes: readonly DiffCause[] = ["worldMovedOn", "learntBetter", "both"];

export function ChangeGroups({ changes }: { changes: readonly ChangeLineFragment[] }) {
  const { t } = useText();
  if (changes.length === 0) return <p className="empty sheet">{t("diff.none")}</p>;
  return (
    <>
      <p className="list-summary" aria-live="polite">
        {t("diff.count", { count: changes.length })}
      </p>
      {causes.map((cause) => {
        const own = changes.filter((change) => change.cause === cause);
        if (own.length === 0) return null;
        return (
          <section key={cause} className="sheet" data-cause={cause} aria-labelledby={`cause-${cause}`}>
            <div className="section-head">
              <h2 id={`cause-${cause}`}>{t(`diff.cause.${cause}`)}</h2>
              <p>{t(`diff.explained.${cause}`)}</p>
            </div>
            <ChangeTable changes={own} caption={t(`diff.cause.${cause}`)} />
          </section>
        );
      })}
    </>
  );
}
