import { Instant } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";

/** Says that a page of now is the last exact state of a plan that stands still. */
export function LastExact({ knownAt }: { knownAt: string }) {
  const { t } = useText();
  return (
    <p role="status" className="projection-alert">
      {t("projection.lastExact")} <Instant at={knownAt} withSeconds />
    </p>
  );
}
