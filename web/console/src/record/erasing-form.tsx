import { Day, Instant } from "@mingzhang/ui";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { EventViewDocument } from "../client/documents.gen.ts";
import type { EventInFull } from "../event/event-page.tsx";
import { useText } from "../i18n/text.tsx";
import { useSession } from "../shell/session.tsx";
import { ViewLink } from "../view/view-link.tsx";
import type { Kind, RecordPlan } from "./kind.ts";
import { RecordForm } from "./record-form.tsx";
import { SignInFirst } from "./sign-in-first.tsx";

type Withheld = EventInFull["withheld"][number];

/** Erasing begins with what would be gone, which staff alone may see: so it needs the session first. */
export function ErasingForm({ kind, plan }: { kind: Kind; plan: RecordPlan }) {
  const { t, apiLang } = useText();
  const { signedIn } = useSession();
  const [params] = useSearchParams();
  const id = params.get("event") ?? "";
  const name = params.get("name");
  const pause = id === "" || !signedIn;
  const answer = useAnswer(EventViewDocument, { id, lang: apiLang }, { pause, keep: `${id}/${signedIn}` });
  if (!signedIn) return <SignInFirst why={t("erase.signIn")} />;
  if (id === "") return <p className="notice-warn">{t("erase.none")}</p>;
  return (
    <Answered answer={answer}>
      {({ event }) => {
        const field = event?.slug === plan.slug ? event.withheld.find((one) => one.name === name) : undefined;
        if (!event || !field) return <p className="notice-warn">{t("erase.none")}</p>;
        return <FormOf key={`${id}:${name}`} kind={kind} plan={plan} event={event} field={field} />;
      }}
    </Answered>
  );
}

interface FormOfProps {
  readonly kind: Kind;
  readonly plan: RecordPlan;
  readonly event: EventInFull;
  readonly field: Withheld;
}

/** The form stays when its own record erases the field: only one erased before is turned away. */
function FormOf({ kind, plan, event, field }: FormOfProps) {
  const { t } = useText();
  const [erasedBefore] = useState(field.erasedAt);
  if (erasedBefore !== null) {
    return (
      <p className="notice-warn">
        {t("erase.done")} <Instant at={erasedBefore} withSeconds />
      </p>
    );
  }
  return (
    <>
      {field.erasedAt === null && <Target event={event} field={field} />}
      <RecordForm kind={kind} plan={plan} corrects={null} />
    </>
  );
}

/** What is about to go, so that nobody erases another one. */
function Target({ event, field }: { event: EventInFull; field: Withheld }) {
  const { t } = useText();
  return (
    <section className="sheet" aria-labelledby="erased">
      <h2 id="erased">{t("erase.what")}</h2>
      <dl className="facts">
        <dt>{field.label}</dt>
        <dd>{t("event.withheld", { value: field.value ?? "", basis: field.basis })}</dd>
        <dt>{t("event.record")}</dt>
        <dd>
          <Day date={event.occurredOn} /> <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
        </dd>
      </dl>
    </section>
  );
}
