import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { ChangeTable } from "../history/change-table.tsx";
import { useText } from "../i18n/text.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import { isStale, type Phase } from "./use-recording.ts";

export interface FormOutcomeProps {
  readonly phase: Phase;
  readonly slug: string;
  readonly onAgain: () => void;
}

/** What came of asking: the effect, a plan that moved on, or no answer. */
export function FormOutcome({ phase, slug, onAgain }: FormOutcomeProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (phase.at === "previewed" || phase.at === "failed") box.current?.focus();
  }, [phase.at]);
  if (phase.at === "previewed") {
    return (
      <section className="sheet preview" aria-labelledby="preview" tabIndex={-1} ref={box}>
        <h2 id="preview">{t("record.effect")}</h2>
        {phase.changes.length === 0 ? (
          <p>{t("record.noEffect")}</p>
        ) : (
          <ChangeTable changes={phase.changes} caption={t("record.effect")} withoutEvents />
        )}
      </section>
    );
  }
  if (phase.at === "failed") {
    const { failure } = phase;
    const detail = "message" in failure ? failure.message : t(`failure.${failure.kind}`);
    return (
      <div ref={box} tabIndex={-1}>
        <Alert
          type="error"
          showIcon
          title={t(phase.what === "record" ? "record.unknown" : "failure.title")}
          description={detail}
          action={<Button onClick={onAgain}>{t("action.retry")}</Button>}
        />
      </div>
    );
  }
  if (phase.at === "refused" && isStale(phase)) {
    return <StaleNotice slug={slug} since={phase.position} message={phase.refusal.message} onAgain={onAgain} />;
  }
  return null;
}
