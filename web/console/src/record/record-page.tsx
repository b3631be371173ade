import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { RecordLink } from "../view/record-link.tsx";
import { useView } from "../view/use-view.ts";
import { kindGroups } from "./kinds.ts";

/** Everything that can be recorded of a plan. */
export function RecordPage() {
  const { t } = useText();
  const { past } = useView();
  const plan = usePlanNow();
  return (
    <Page title={t("nav.record")} under={plan.name}>
      {past && <p className="notice-warn">{t("past.noRecording")}</p>}
      {plan.closedOn && <p className="notice-warn">{t("record.closed")}</p>}
      <div className="record-groups">
        {kindGroups.map((group) => (
          <section key={group.id} className="sheet" aria-labelledby={`group-${group.id}`}>
            <h2 id={`group-${group.id}`}>{t(`record.group.${group.id}`)}</h2>
            <ul>
              {group.kinds.map((kind) => (
                <li key={kind}>
                  <RecordLink slug={plan.slug} kind={kind} />
                  <p className="soft">{t(`record.${kind}.about`)}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}
