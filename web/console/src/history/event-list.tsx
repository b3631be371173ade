import { Badge, Day, Instant, Lateness } from "@mingzhang/ui";
import { Button } from "antd";
import { useSearchParams } from "react-router";
import { Failed } from "../client/answered.tsx";
import { type EventLineFragment, EventsDocument } from "../client/documents.gen.ts";
import { usePages } from "../client/pages.ts";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";
import { ViewLink } from "../view/view-link.tsx";
import { withParams } from "../view/view-state.ts";
import { diffParams, effectOf, inOrder } from "./diff-moments.ts";
import { typeWord } from "./type-word.ts";

export interface EventListProps {
  readonly slug: string;
  readonly filter: { readonly project?: string; readonly type?: string };
}

export function EventList({ slug, filter }: EventListProps) {
  const { t, apiLang } = useText();
  const { variables } = useView();
  const asked = { slug, first: 50, lang: apiLang, ...filter, ...variables };
  const { nodes, totalCount, more, loading, failure, loadMore, retry } = usePages(EventsDocument, asked, (data) => ({
    nodes: data.events.edges.map(({ node }) => node),
    totalCount: data.events.totalCount,
    pageInfo: data.events.pageInfo,
  }));
  if (failure) return <Failed failure={failure} retry={retry} />;
  return (
    <>
      <p className="list-summary" aria-live="polite">
        {totalCount === null ? t("state.loading") : t("history.count", { count: totalCount })}
      </p>
      {totalCount === 0 && <p className="empty">{t("history.none")}</p>}
      <ol className="events">
        {nodes.map((event) => (
          <EventItem key={event.id} event={event} />
        ))}
      </ol>
      {more && (
        <Button onClick={loadMore} loading={loading}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
}

function EventItem({ event }: { event: EventLineFragment }) {
  const { t } = useText();
  return (
    <li className="event" data-replaced={event.replacedBy !== null || undefined}>
      <div className="event-when">
        <Day date={event.occurredOn} />
        <Badge>{typeWord(event.type, t)}</Badge>
      </div>
      <div className="event-what">
        <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
        <p className="event-small">
          <span>
            {t("because.recorded")} <Instant at={event.recordedAt} /> <Lateness days={event.lateDays} />
          </span>
          {event.replacedBy && (
            <ViewLink to={`/events/${event.replacedBy}`} className="event-corrected">
              {t("history.replacedBy")}
            </ViewLink>
          )}
          {event.replaces && (
            <ViewLink to={`/events/${event.replaces}`} className="event-corrects">
              {t("history.replaces")}
            </ViewLink>
          )}
          {event.correctionReason && <span>{t("event.reason", { reason: event.correctionReason })}</span>}
        </p>
      </div>
      <Compare event={event} />
    </li>
  );
}

/** What this one record changed; or, with another one picked, what changed between the two. */
function Compare({ event }: { event: EventLineFragment }) {
  const { t } = useText();
  const { view } = useView();
  const [params, setParams] = useSearchParams();
  const picked = params.get("pick");
  const pick = (instant: string | null) =>
    setParams((current) => withParams(current, { pick: instant }), { replace: true, preventScrollReset: true });
  const path = `/plans/${event.slug}/diff`;
  if (picked === event.recordedAt) {
    return (
      <span className="event-compare">
        <button type="button" className="link" aria-pressed="true" onClick={() => pick(null)}>
          {t("history.unpick")}
        </button>
      </span>
    );
  }
  return (
    <span className="event-compare">
      {picked ? (
        <ViewLink to={path} params={diffParams(inOrder(picked, event.recordedAt, view.asOf))}>
          {t("history.compareWithPicked")}
        </ViewLink>
      ) : (
        <>
          <ViewLink to={path} params={diffParams(effectOf(event.recordedAt, view.asOf))}>
            {t("history.effect")}
          </ViewLink>
          <button type="button" className="link" onClick={() => pick(event.recordedAt)}>
            {t("history.pick")}
          </button>
        </>
      )}
    </span>
  );
}
