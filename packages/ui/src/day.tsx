import { dayText } from "./time-text.ts";
import { useUi } from "./ui-context.tsx";

/** A calendar date. In tables ISO, which lines up; in sentences the long form of the language. */
export function Day({ date, long = false }: { date: string; long?: boolean }) {
  const { lang } = useUi();
  return (
    <time className="mz-time" dateTime={date}>
      {long ? dayText(date, lang) : date}
    </time>
  );
}
