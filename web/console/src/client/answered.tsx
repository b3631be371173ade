import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import type { Answer } from "./answer.ts";
import type { Failure } from "./failure.ts";

export interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** Lines of the skeleton that stands in while the first answer is on its way. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Shows an answer in every state it can be in: on its way, failed with a way to try again, there, being refreshed. */
export function Answered<Data>({ answer, lines = 6, children }: AnsweredProps<Data>) {
  const { t } = useText();
  if (answer.state === "loading") {
    return (
      <div role="status" aria-label={t("state.loading")} className="loading">
        <Skeleton active title={false} paragraph={{ rows: lines }} />
      </div>
    );
  }
  if (answer.state === "failed") return <Failed failure={answer.failure} retry={answer.retry} />;
  return (
    <div className="answer" data-refreshing={answer.refreshing || undefined} aria-busy={answer.refreshing}>
      {children(answer.data)}
    </div>
  );
}

export function Failed({ failure, retry }: { failure: Failure; retry: () => void }) {
  const { t } = useText();
  const detail = failure.kind === "rejected" ? failure.message : t(`failure.${failure.kind}`);
  return (
    <Alert
      type="error"
      showIcon
      className="failed"
      title={t("failure.title")}
      description={detail}
      action={<Button onClick={retry}>{t("action.retry")}</Button>}
    />
  );
}
