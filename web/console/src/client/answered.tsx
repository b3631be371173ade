import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";
import type { Answer } from "./answer.ts";
import type { Failure } from "./failure.ts";

export interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** Lines of the skeleton that stands in while the first answer is on its way. */
  readonly lines?: number;
  /** The whole page hangs on this answer: until it is there, skeleton or failure are the page. */
  readonly asPage?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** Shows an answer in every state it can be in: on its way, failed with a way to try again, there, being refreshed. */
export function Answered<Data>({ answer, lines = 6, asPage = false, children }: AnsweredProps<Data>) {
  if (answer.state === "ready") {
    return (
      <div className="answer" data-refreshing={answer.refreshing || undefined} aria-busy={answer.refreshing}>
        {children(answer.data)}
      </div>
    );
  }
  const standIn =
    answer.state === "loading" ? <Loading lines={lines} /> : <Failed failure={answer.failure} retry={answer.retry} />;
  return asPage ? (
    <main id="main" tabIndex={-1} className="page">
      {standIn}
    </main>
  ) : (
    standIn
  );
}

function Loading({ lines }: { lines: number }) {
  const { t } = useText();
  return (
    <div role="status" aria-label={t("state.loading")} className="loading">
      <Skeleton active title={false} paragraph={{ rows: lines }} />
    </div>
  );
}

/** What went wrong, and what would help: asking again, or where the dates are at fault, other dates. */
export function Failed({ failure, retry }: { failure: Failure; retry: () => void }) {
  const { t } = useText();
  const { past, backToNow, move } = useView();
  return (
    <Alert
      type="error"
      showIcon
      title={t("failure.title")}
      description={"message" in failure ? failure.message : t(`failure.${failure.kind}`)}
      action={
        failure.kind === "standsStill" ? (
          <Button onClick={() => move({ knownAt: failure.knownAt })}>{t("projection.toLastExact")}</Button>
        ) : failure.kind === "rejected" && past ? (
          <Button onClick={backToNow}>{t("past.back")}</Button>
        ) : (
          <Button onClick={retry}>{t("action.retry")}</Button>
        )
      }
    />
  );
}
