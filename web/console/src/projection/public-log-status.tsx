import { useText } from "../i18n/text.tsx";
import type { PublicLogNow } from "./use-projection.tsx";

/** A quiet word in the frame: how much is published, or that it waits. What to do stands in the alert. */
export function PublicLogStatus({ log }: { log: PublicLogNow }) {
  const { t } = useText();
  const { state, publishedSize, waitingEntries } = log;
  return (
    <a href="/feeds" className="public-log" data-state={state}>
      {t(`publicLog.state.${state}`, { count: publishedSize })}
      {waitingEntries > 0 && ` · ${t("publicLog.waits", { count: waitingEntries })}`}
    </a>
  );
}
