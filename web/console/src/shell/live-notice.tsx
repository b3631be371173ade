import { Lateness } from "@mingzhang/ui";
import { useEffect, useState } from "react";
import type { Live } from "../client/live.ts";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";
import { ViewLink } from "../view/view-link.tsx";
import { daysLate } from "../view/lateness.ts";

const shownMs = 12_000;

/** Says in a corner what has just been recorded, and leaves by itself. */
export function LiveNotice({ live: { latest, revision } }: { live: Live }) {
  const { t } = useText();
  const { past } = useView();
  const [gone, setGone] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setGone(revision), shownMs);
    return () => clearTimeout(timer);
  }, [revision]);
  const shown = latest !== null && gone < revision;
  return (
    <div className="live-notice" role="status" data-shown={shown || undefined}>
      {shown && (
        <>
          <span>
            {t("live.recorded")}
            <ViewLink to={`/events/${latest.id}`}>{latest.summary}</ViewLink>{" "}
            <Lateness days={daysLate(latest.occurredOn, latest.recordedAt)} />
            {past && <em className="live-past">{t("live.past")}</em>}
          </span>
          <button type="button" aria-label={t("action.dismiss")} onClick={() => setGone(revision)}>
            ×
          </button>
        </>
      )}
    </div>
  );
}
