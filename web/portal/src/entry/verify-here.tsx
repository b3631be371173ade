import type { ReactNode } from "react";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { type Carried, type IslandData, islandJson, verifyIds } from "../verify/island-data.ts";

interface VerifyProps {
  readonly index: string;
  /** Address of the log. */
  readonly log: string;
  readonly carried: Carried | null;
  /** Beside the button. */
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}

/** The button that has the browser check everything, its report, and what it proves. Without script it says so. */
export function VerifyHere({ index, log, carried, beside, children }: VerifyProps) {
  const { t, words } = usePage();
  const own = carried && { proof: carried.proof, policy: carried.policy };
  const data: IslandData = { lang: words, index: Number(index), log, carried: own };
  return (
    <Section id="verify" title={t("verify.title")} lead={t("verify.lead")}>
      <noscript>
        <p className="note">{t("verify.noScript")}</p>
      </noscript>
      <div className="verify-actions">
        <button type="button" id={verifyIds.button} className="needs-script" disabled>
          {t("verify.button")}
        </button>
        {beside}
      </div>
      <details className="needs-script">
        <summary>{t("verify.ownPolicy")}</summary>
        <div className="own-policy">
          <label htmlFor={verifyIds.policy}>{t("verify.ownPolicyLabel")}</label>
          <textarea id={verifyIds.policy} spellCheck={false} aria-describedby={`${verifyIds.policy}-help`} />
          <p id={`${verifyIds.policy}-help`} className="note">
            {t("verify.ownPolicyHelp")}
          </p>
        </div>
      </details>
      <div id={verifyIds.report} />
      <h3>{t("verify.means")}</h3>
      <p className="prose">{t("verify.meansText")}</p>
      {children}
      <script type="application/json" id={verifyIds.data} dangerouslySetInnerHTML={{ __html: islandJson(data) }} />
    </Section>
  );
}
