import type { RecordedEvent } from "../event/plan-event.ts";
import { describeEn } from "./describe-en.ts";
import { describeInstallation } from "./describe-installation.ts";
import { describeZh } from "./describe-zh.ts";
import type { Lang } from "./lang.ts";
import type { Names } from "./names.ts";

/** One plain sentence for an event, public fields only, amounts exact. A correction says that it is one. */
export function describe(event: RecordedEvent, names: Names, lang: Lang): string {
  if (event.plan === null) return describeInstallation(event, lang);
  const sentence = lang === "zh" ? describeZh(event, names) : describeEn(event, names);
  if (!event.replaces || event.type === "RecordVoided") return sentence;
  return lang === "zh"
    ? `更正：${sentence}更正原因：${event.replaces.reason}。`
    : `Correction: ${sentence} Reason: ${event.replaces.reason}.`;
}
