import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useText } from "../i18n/text.tsx";

export interface StandingNoticeProps {
  readonly message: string;
  readonly onAgain: () => void;
}

/** The plan takes no record, whatever was typed: says why, what helps, and that nothing typed is lost. */
export function StandingNotice({ message, onAgain }: StandingNoticeProps) {
  const { t } = useText();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section className="notice-warn standing" role="alert" tabIndex={-1} ref={box}>
      <h2>{t("standing.title")}</h2>
      <p>{message}</p>
      <p>{t("standing.kept")}</p>
      <Button onClick={onAgain}>{t("action.retry")}</Button>
    </section>
  );
}
