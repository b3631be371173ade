import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import type { CoveredEntry, EntryLog } from "./entry-log.ts";

/** Where the entry stands in the log, under which checkpoint, and the files that prove it. */
export function PlaceInLog({ index, log }: { index: string; log: EntryLog }) {
  const { t } = usePage();
  return (
    <Section id="place" title={t("place.title")} lead={t("place.lead")}>
      {log.covered && <CoveredFacts index={index} covered={log.covered} />}
      {!log.covered && <p className="note">{t(log.pending ? "place.pending" : "place.pinned")}</p>}
      <h3>{t("place.links")}</h3>
      <ul className="data-links">
        <li>
          <a href={`/log/proof/${index}.tlog-proof`}>{t("place.proofFile")}</a>
        </li>
        <li>
          <a href="/log/checkpoint">{t("place.checkpointFile")}</a>
        </li>
        <li>
          <a href="/log/policy">{t("place.policyFile")}</a>
        </li>
        <li>
          <a href="/log/keys">{t("place.keysFile")}</a>
        </li>
        <li>
          <a href="/log/archive.zip">{t("place.archiveFile")}</a>
        </li>
      </ul>
    </Section>
  );
}

export function CoveredFacts({ index, covered }: { index: string; covered: CoveredEntry }) {
  const { t } = usePage();
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t("place.index")}</dt>
          <dd data-claim="index">{index}</dd>
        </div>
        <div>
          <dt>{t("place.size")}</dt>
          <dd>{covered.size}</dd>
        </div>
        <div>
          <dt>{t("place.origin")}</dt>
          <dd className="mono hash">{covered.origin}</dd>
        </div>
        <div className="wide">
          <dt>{t("place.root")}</dt>
          <dd className="mono hash">{covered.root}</dd>
        </div>
      </dl>
      <details>
        <summary>{t("place.checkpoint")}</summary>
        <pre role="region" tabIndex={0} aria-label={t("place.checkpoint")} className="wrap">
          {covered.checkpoint}
        </pre>
      </details>
    </>
  );
}
