import { Day, Instant, SimulatedMark } from "@mingzhang/ui";
import { atPresent, isPinned } from "./frame.ts";
import { usePage } from "./page-context.tsx";

/** Says, before anything else, that the figures are simulated or that one is looking at the past. */
export function MomentBanner() {
  const { frame, t } = usePage();
  const { moment } = frame;
  return (
    <>
      {frame.simulated && (
        <aside className="notice notice-simulated" aria-label={t("mark.simulated")}>
          <SimulatedMark explained />
        </aside>
      )}
      {moment && frame.standing !== undefined && (
        <aside className="notice notice-past" aria-label={t("standing.label")}>
          <p>
            <strong>{t("standing.label")}</strong>
            {t("standing.explained", { plan: frame.standing })} <Instant at={moment.knownAt} withSeconds />
            {t("standing.until")}
          </p>
        </aside>
      )}
      {moment && isPinned(frame) && (
        <aside className="notice notice-past" aria-label={t("past.label")}>
          <p>
            <strong>{t("past.label")}</strong>
            {t("past.asOf")} <Day date={moment.asOf} long />
            {t("past.between")}
            <Instant at={moment.knownAt} withSeconds />
            {t("past.knownAt")}
          </p>
          <a href={atPresent(frame)}>{t("past.leave")}</a>
        </aside>
      )}
    </>
  );
}
