import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { ChangeTable } from "../history/change-table.tsx";
import { useText } from "../i18n/text.tsx";
import type { Kind } from "./kind.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { StandingNotice } from "./standing-notice.tsx";
import { type Phase, refusedByPlan } from "./use-recording.ts";

export interface FormOutcomeProps {
  readonly phase: Phase;
  readonly kind: Kind;
  readonly slug: string;
  readonly onAgain: () => void;
}

/** What came of asking: the effect, a plan that moved on, or no answer. */
export function FormOutcome({ phase, kind, slug, onAgain }: FormOutcomeProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (phase.at === "previewed" || phase.at === "failed") box.current?.focus();
  }, [phase.at]);
  if (phase.at === "previewed" && kind.irrevocable) {
    return (
      <section className="sheet preview irrevocable" aria-labelledby="preview" tabIndex={-1} ref={box}>
        <h2 id="preview">{t("record.irrevocable")}</h2>
        <ul>
          {kind.irrevocable.consequences.map((id) => (
            <li key={id}>{t(id)}</li>
          ))}
        </ul>
      </section>
    );
  }
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
  if (phase.at !== "refused") return null;
  const { position, refusal } = phase;
  switch (refusedByPlan(phase)) {
    case "stale":
      return <StaleNotice slug={slug} since={position} message={refusal.message} onAgain={onAgain} />;
    case "standing":
      return <StandingNotice message={refusal.message} onAgain={onAgain} />;
    case null:
      return null;
  }
}
