import { Instant } from "@mingzhang/ui";
import type { ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import type { PublicLogNow } from "./use-projection.tsx";

type HeldBack = NonNullable<PublicLogNow["heldBack"]>;

/** Says that nothing more is published, why, and what somebody can do. Numbers stand apart: they change. */
export function PublicLogAlert({ heldBack: { code, why, remedy } }: { heldBack: HeldBack }) {
  const { t, lang } = useText();
  const chinese = lang === "zh-CN";
  const sentence = (text: string) => (chinese ? `${text}。` : ` ${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
  return (
    <p className="projection-alert public-log-alert" data-code={code}>
      <strong>{t("publicLog.title")}</strong>
      {sentence(why)}
      {sentence(remedy)}
    </p>
  );
}

/** What is published, what waits and since when, and who did not sign; to staff also what the attempts met. */
export function PublicLogFacts({ log }: { log: PublicLogNow }) {
  const { t } = useText();
  const { publishedSize, publishedAt, waitingEntries, waitingSince, heldBack, missingWitnesses } = log;
  // Where witnesses are missing, the detail is what each of them said, and that stands with its name.
  const saidByWitnesses = log.state === "held" && missingWitnesses.length > 0;
  const entries = (count: number) => t("publicLog.entries", { count });
  return (
    <dl className="projection-alert public-log-facts">
      <Fact name={t("publicLog.published")}>
        {entries(publishedSize)}
        {publishedAt && <At at={publishedAt} word={t("publicLog.last")} />}
      </Fact>
      <Fact name={t("publicLog.waiting")}>
        {entries(waitingEntries)}
        {waitingSince && <At at={waitingSince} word={t("publicLog.since")} />}
      </Fact>
      {missingWitnesses.length > 0 && (
        <Fact name={t("publicLog.missing")}>
          <ul>
            {missingWitnesses.map(({ name, why, detail }) => (
              <li key={name}>
                <b>{name}</b> {why}
                {detail !== null && <code>{detail}</code>}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {!saidByWitnesses && heldBack?.detail && (
        <Fact name={t("publicLog.detail")}>
          <code>{heldBack.detail}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function At({ at, word }: { at: string; word: string }) {
  return (
    <>
      {" · "}
      {word} <Instant at={at} withSeconds />
    </>
  );
}
