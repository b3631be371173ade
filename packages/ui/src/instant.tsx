import { instantText, shanghaiTime } from "./time-text.ts";
import { useUi } from "./ui-context.tsx";

/** An instant, written in Asia/Shanghai to the minute (or second); the element carries the exact UTC instant. */
export function Instant({ at, withSeconds = false }: { at: string; withSeconds?: boolean }) {
  const { day, clock } = shanghaiTime(at);
  return (
    <time className="mz-time" dateTime={at} title={`${day} ${clock} UTC+8 · ${at}`}>
      {withSeconds ? `${day} ${clock}` : instantText(at)}
    </time>
  );
}

/** How much later than it happened a thing was recorded; nothing where it was recorded on its day. */
export function Lateness({ days }: { days: number }) {
  const { t } = useUi();
  if (days <= 0) return null;
  return <span className="mz-late">{t("late.days", { days })}</span>;
}
