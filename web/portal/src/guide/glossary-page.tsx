import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { usePage } from "../page/page-context.tsx";

const terms = [
  "plan",
  "allocation",
  "reallocation",
  "base",
  "appropriation",
  "account",
  "release",
  "subledger",
  "payment",
  "refund",
  "milestone",
  "progress",
  "acceptance",
  "evidence",
  "asOf",
  "knownAt",
  "late",
  "correction",
  "withheld",
  "log",
  "hash",
  "checkpoint",
  "witness",
  "proof",
] as const;

/** What the words of the pages mean, each with an address of its own. */
export function glossaryPage(frame: Frame): RenderedPage {
  return renderDocument({ frame, title: (t) => t("glossary.title"), body: <Glossary /> });
}

function Glossary() {
  const { t } = usePage();
  return (
    <>
      <h1>{t("glossary.title")}</h1>
      <p className="lead">{t("glossary.lead")}</p>
      <dl className="glossary">
        {terms.map((term) => (
          <div key={term} id={term}>
            <dt>{t(`glossary.${term}`)}</dt>
            <dd>{t(`glossary.${term}.is`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
