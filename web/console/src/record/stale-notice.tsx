import { Day } from "@mingzhang/ui";
import { Button } from "antd";
import { useAnswer } from "../client/answer.ts";
import { EventsDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";

export interface StaleNoticeProps {
  readonly slug: string;
  /** Position that the author had looked at. */
  readonly since: string | null;
  readonly message: string;
  readonly onAgain: () => void;
}

/** The plan moved on while somebody was typing: shows by what, and lets them look at the effect again. */
export function StaleNotice({ slug, since, message, onAgain }: StaleNoticeProps) {
  const { t, apiLang } = useText();
  const answer = useAnswer(EventsDocument, { slug, first: 20, lang: apiLang }, { keep: `${slug}/${since}` });
  const events = answer.state === "ready" ? answer.data.events.edges.map(({ node }) => node) : [];
  const newer = events.filter(({ position }) => since !== null && BigInt(position) > BigInt(since));
  return (
    <section className="notice-warn stale" role="alert">
      <h2>{t("stale.title")}</h2>
      <p>{message}</p>
      <ul className="event-lines">
        {newer.map((event) => (
          <li key={event.id}>
            <Day date={event.occurredOn} /> <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
          </li>
        ))}
      </ul>
      <Button onClick={onAgain}>{t("stale.again")}</Button>
    </section>
  );
}
