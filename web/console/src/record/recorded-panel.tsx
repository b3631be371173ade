import { Instant, StatusMark } from "@mingzhang/ui";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import type { RecordedPartsFragment } from "./documents.gen.ts";

export interface RecordedPanelProps {
  readonly recorded: RecordedPartsFragment;
  /** null where there is but one of its kind, such as a correction. */
  readonly onAnother: (() => void) | null;
}

/** It is recorded: where it stands, and where to go from here. */
export function RecordedPanel({ recorded, onAnother }: RecordedPanelProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="sheet recorded">
      <h2 ref={heading} tabIndex={-1}>
        <StatusMark shape="tick" tone="good" text={t(recorded.repeated ? "recorded.repeated" : "recorded.title")} />
      </h2>
      <ul className="event-lines">
        {recorded.events.map((event) => (
          <li key={event.id}>
            <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>{" "}
            <a href={`/entries/${event.logIndex}`}>{t("event.entryNumber", { index: event.logIndex })}</a>
          </li>
        ))}
      </ul>
      <p className="soft">
        {t("plan.position")} {recorded.position} · <Instant at={recorded.recordedAt} withSeconds />
      </p>
      <div className="actions">
        {onAnother && <Button onClick={onAnother}>{t("recorded.another")}</Button>}
        <ViewLink to={`/plans/${recorded.slug}`}>{t("recorded.toPlan")}</ViewLink>
        <ViewLink to={`/plans/${recorded.slug}/record`}>{t("recorded.toForms")}</ViewLink>
      </div>
    </section>
  );
}
