import { Badge, Day, Instant, Lateness, SimulatedMark } from "@mingzhang/ui";
import { useParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { EventViewDocument, type EventViewQuery, PlanNowDocument } from "../client/documents.gen.ts";
import { EventEvidence } from "../evidence/event-evidence.tsx";
import { isMessageId, useText } from "../i18n/text.tsx";
import { kindOfType } from "../record/kind-ids.ts";
import { NotFound } from "../shell/not-found.tsx";
import { Page } from "../shell/page.tsx";
import { PlanNav } from "../shell/plan-nav.tsx";
import { useSession } from "../shell/session.tsx";
import { RecordLink } from "../view/record-link.tsx";
import { ViewLink } from "../view/view-link.tsx";
import { typeWord } from "../history/type-word.ts";

export type EventInFull = NonNullable<EventViewQuery["event"]>;

/** One recorded event: in words, as data, with both its times and what it has to do with others. */
export function EventPage() {
  const { id = "" } = useParams();
  const { apiLang } = useText();
  const { signedIn } = useSession();
  const keep = `${id}/${signedIn}`;
  const answer = useAnswer(EventViewDocument, { id, lang: apiLang }, { keep });
  return (
    <Answered answer={answer} lines={8} asPage>
      {({ event }) =>
        event === null ? (
          <NotFound />
        ) : (
          <>
            <NavOfPlan slug={event.slug} />
            <EventText event={event} />
          </>
        )
      }
    </Answered>
  );
}

/** The way back into the plan; the event's page does without it while it is on its way. */
function NavOfPlan({ slug }: { slug: string }) {
  const { apiLang } = useText();
  const answer = useAnswer(PlanNowDocument, { slug, lang: apiLang }, { keep: slug });
  return answer.state === "ready" && answer.data.plan ? <PlanNav plan={answer.data.plan} /> : null;
}

function EventText({ event }: { event: EventInFull }) {
  const { t } = useText();
  return (
    <Page title={event.summary} aside={<Badge tone="accent">{typeWord(event.type, t)}</Badge>}>
      {event.simulated && (
        <p>
          <SimulatedMark explained />
        </p>
      )}
      <Correction event={event} />
      <EventEvidence event={event} />
      <div className="columns">
        <Times event={event} />
        <Record event={event} />
      </div>
      <Actions event={event} />
      <Data title={t("event.publicData")} json={event.publicData} />
      {event.data !== null && <Data title={t("event.allData")} json={event.data} />}
    </Page>
  );
}

function Correction({ event }: { event: EventInFull }) {
  const { t } = useText();
  return (
    <>
      {event.replacedBy && (
        <p className="notice-warn">
          {t("event.replacedBy")} <ViewLink to={`/events/${event.replacedBy}`}>{t("event.theOther")}</ViewLink>
        </p>
      )}
      {event.replaces && (
        <p className="notice-plain">
          {t("event.replaces")} <ViewLink to={`/events/${event.replaces}`}>{t("event.theOther")}</ViewLink>
          {event.correctionReason && <> · {t("event.reason", { reason: event.correctionReason })}</>}
        </p>
      )}
    </>
  );
}

function Times({ event }: { event: EventInFull }) {
  const { t } = useText();
  return (
    <section className="sheet" aria-labelledby="times">
      <h2 id="times">{t("event.times")}</h2>
      <dl className="facts">
        <dt>{t("event.occurredOn")}</dt>
        <dd>
          <Day date={event.occurredOn} long />
        </dd>
        <dt>{t("event.recordedAt")}</dt>
        <dd>
          <Instant at={event.recordedAt} withSeconds /> <Lateness days={event.lateDays} />
        </dd>
        <dt>{t("event.seen")}</dt>
        <dd className="event-views">
          <ViewLink to={`/plans/${event.slug}`} params={{ asOf: event.occurredOn, knownAt: null }}>
            {t("event.seenThatDay")}
          </ViewLink>
          <ViewLink to={`/plans/${event.slug}`} params={{ asOf: null, knownAt: event.recordedAt }}>
            {t("event.seenThen")}
          </ViewLink>
        </dd>
      </dl>
    </section>
  );
}

/** What the law keeps from the public: staff read it here, and it says that they are not to pass it on. */
function Withheld({ event, field }: { event: EventInFull; field: EventInFull["withheld"][number] }) {
  const { t } = useText();
  const { signedIn } = useSession();
  const { label, basis, value, erasedAt } = field;
  const said = erasedAt ? "event.erased" : value === null ? "event.withheldPublic" : "event.withheld";
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {t(said, { basis, value: value ?? "" })}
        {signedIn && value !== null && (
          <>
            {" "}
            <RecordLink
              slug={event.slug}
              kind="erase"
              params={{ event: event.id, name: field.name }}
              label={t("erase.do")}
            />
          </>
        )}
      </dd>
    </>
  );
}

function Record({ event }: { event: EventInFull }) {
  const { t } = useText();
  return (
    <section className="sheet" aria-labelledby="record">
      <h2 id="record">{t("event.record")}</h2>
      <dl className="facts">
        <dt>{t("event.entry")}</dt>
        <dd>
          <a href={`/entries/${event.logIndex}`}>{t("event.entryNumber", { index: event.logIndex })}</a>
        </dd>
        <dt>{t("plan.position")}</dt>
        <dd className="mz-figures">{event.position}</dd>
        {event.withheld.map((field) => (
          <Withheld key={field.name} event={event} field={field} />
        ))}
        <dt>{t("event.type")}</dt>
        <dd>
          <code>{event.type}</code> v{event.version}
        </dd>
        <dt>{t("event.id")}</dt>
        <dd>
          <code className="id">{event.id}</code>
        </dd>
        {event.actor !== null && (
          <>
            <dt>{t("event.actor")}</dt>
            <dd>{event.actor}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** A record that is wrong is corrected by another one, or taken out by another one; never changed. */
function Actions({ event }: { event: EventInFull }) {
  const { t } = useText();
  const kind = kindOfType[event.type];
  if (event.replacedBy !== null) return null;
  return (
    <div className="actions">
      {kind && isMessageId(`record.${kind}`) && (
        <RecordLink slug={event.slug} kind={kind} params={{ corrects: event.id }} label={t("event.correct")} />
      )}
      <RecordLink slug={event.slug} kind="void" params={{ event: event.id }} label={t("event.void")} />
    </div>
  );
}

function Data({ title, json }: { title: string; json: string }) {
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <pre className="data" tabIndex={0} aria-label={title}>
        {indented(json)}
      </pre>
    </section>
  );
}

/** Canonical JSON has no line ends; for reading it gets some. Digits stay digits: amounts are strings in it. */
function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
