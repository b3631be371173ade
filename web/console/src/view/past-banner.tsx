import { dayText, instantText } from "@mingzhang/ui";
import { Button } from "antd";
import { useEffect } from "react";
import { useText } from "../i18n/text.tsx";
import { useView } from "./use-view.ts";
import { isInstant } from "./shanghai-clock.ts";

/** Says without any doubt that the page shows the past, and which; the paper turns yellow with it. */
export function PastBanner({ today }: { today: string }) {
  const { t, lang } = useText();
  const { view, past, backToNow } = useView();
  useEffect(() => {
    document.documentElement.toggleAttribute("data-past", past);
    return () => document.documentElement.removeAttribute("data-past");
  }, [past]);
  if (!past) return null;
  const ahead = view.asOf !== null && view.asOf > today;
  const values = {
    asOf: view.asOf ? dayText(view.asOf, lang) : t("past.today"),
    knownAt: view.knownAt && isInstant(view.knownAt) ? instantText(view.knownAt) : (view.knownAt ?? ""),
  };
  return (
    <div className="past-banner" role="status">
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path
          d="M8 1.5A6.5 6.5 0 1 1 1.9 5.8M1.5 2v4h4M8 4.5V8l2.6 1.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        />
      </svg>
      <p>
        <strong>{t(ahead ? "past.ahead" : view.knownAt ? "past.both" : "past.asOf", values)}</strong>{" "}
        <span>{t("past.noRecording")}</span>
      </p>
      <Button onClick={backToNow}>{t("past.back")}</Button>
    </div>
  );
}
