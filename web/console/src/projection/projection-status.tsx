import { useText } from "../i18n/text.tsx";
import { PublicLogStatus } from "./public-log-status.tsx";
import type { ProjectionNow, PublicLogNow } from "./use-projection.tsx";

/**
 * A quiet word in the frame: in step, or how far behind. Whoever hears the page is told when that changes, and not of
 * every second and every position.
 */
export function ProjectionStatus({ now, log = null }: { now: ProjectionNow | null; log?: PublicLogNow | null }) {
  const { t } = useText();
  const state = now && (now.state === "upToDate" && now.lagSeconds > 0 ? "behind" : now.state);
  return (
    <span className="projection" data-state={state ?? undefined}>
      <span role="status">{state && t(`projection.state.${state}`)}</span>
      {now && now.lagSeconds > 0 && (
        <span className="projection-lag">{t("projection.seconds", { seconds: now.lagSeconds })}</span>
      )}
      {now && <span className="projection-position">{t("projection.position", { position: now.position })}</span>}
      {log && <PublicLogStatus log={log} />}
    </span>
  );
}
