import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** The public record in both forms, side by side: as it is read, and as it is hashed. */
export function RawRecord({ line, leafHash }: { line: string; leafHash: string }) {
  const { t } = usePage();
  return (
    <Section id="raw" title={t("entry.raw")} lead={t("entry.rawLead")}>
      <div className="raw-forms">
        <div>
          <h3>{t("raw.pretty")}</h3>
          <pre role="region" tabIndex={0} aria-label={t("raw.pretty")} className="wrap" data-claim="pretty">
            {JSON.stringify(JSON.parse(line), null, 2)}
          </pre>
        </div>
        <div>
          <h3>{t("raw.line")}</h3>
          <pre role="region" tabIndex={0} aria-label={t("entry.line")} className="wrap" data-claim="line">
            {line}
          </pre>
          <dl className="facts">
            <div className="wide">
              <dt>{t("entry.leafHash")}</dt>
              <dd className="mono hash" data-claim="leaf">
                {leafHash}
              </dd>
            </div>
          </dl>
        </div>
      </div>
    </Section>
  );
}
