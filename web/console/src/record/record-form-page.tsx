import { Button } from "antd";
import { useParams, useSearchParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { EventViewDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { useSession } from "../shell/session.tsx";
import { useView } from "../view/use-view.ts";
import { RecordChoicesDocument } from "./documents.gen.ts";
import { ErasingForm } from "./erasing-form.tsx";
import { type Kind, type RecordPlan } from "./kind.ts";
import { recordKindIds } from "./kind-ids.ts";
import { kinds } from "./kinds.ts";
import { RecordForm } from "./record-form.tsx";
import { SignInFirst } from "./sign-in-first.tsx";

/** The page of one form. It always stands on now: nothing is recorded into a page of the past. */
export function RecordFormPage() {
  const { t } = useText();
  const { past, backToNow } = useView();
  const { kind: asked } = useParams();
  const plan = usePlanNow();
  const id = recordKindIds.find((one) => one === asked);
  if (!id) return <NotFound />;
  const kind = kinds[id];
  return (
    <Page title={t(`record.${id}`)} under={plan.name}>
      <p className="record-about">{t(`record.${id}.about`)}</p>
      {past ? (
        <div className="notice-warn">
          <p>{t("past.noRecordingWhy")}</p>
          <Button onClick={backToNow}>{t("past.back")}</Button>
        </div>
      ) : (
        <FormWithChoices kind={kind} slug={plan.slug} />
      )}
    </Page>
  );
}

function FormWithChoices({ kind, slug }: { kind: Kind; slug: string }) {
  const { apiLang } = useText();
  const [params] = useSearchParams();
  const answer = useAnswer(RecordChoicesDocument, { slug, lang: apiLang }, { keep: slug });
  const corrects = params.get("corrects");
  return (
    <Answered answer={answer} lines={10}>
      {({ plan }) => {
        if (plan === null) return <NotFound />;
        if (corrects) return <CorrectingForm kind={kind} plan={plan} id={corrects} />;
        if (kind.id === "erase") return <ErasingForm kind={kind} plan={plan} />;
        return <RecordForm key={kind.id} kind={kind} plan={plan} corrects={null} />;
      }}
    </Answered>
  );
}

/** A correction begins with what the record says, all of it: so it needs the session first. */
function CorrectingForm({ kind, plan, id }: { kind: Kind; plan: RecordPlan; id: string }) {
  const { t, apiLang } = useText();
  const { signedIn } = useSession();
  const answer = useAnswer(EventViewDocument, { id, lang: apiLang }, { keep: `${id}/${signedIn}` });
  if (!signedIn) return <SignInFirst why={t("correct.signIn")} />;
  return (
    <Answered answer={answer}>
      {({ event }) =>
        event === null ? <NotFound /> : <RecordForm key={`${kind.id}:${id}`} kind={kind} plan={plan} corrects={event} />
      }
    </Answered>
  );
}
