import { useUi } from "./ui-context.tsx";

/** Says that what is shown never happened. Stands on every screen of a simulated plan. */
export function SimulatedMark({ explained = false }: { explained?: boolean }) {
  const { t } = useUi();
  return (
    <span className="mz-simulated" title={t("mark.simulatedExplained")}>
      <strong>{t("mark.simulated")}</strong>
      {explained && <span>{t("mark.simulatedExplained")}</span>}
    </span>
  );
}
