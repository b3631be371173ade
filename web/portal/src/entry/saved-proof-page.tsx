import { Day, Instant } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import type { RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { usePage } from "../page/page-context.tsx";
import { renderSaved } from "../page/saved-document.tsx";
import { verifyCss } from "../style/verify-css.ts";
import { islandText } from "../verify/island-text.ts";
import type { CoveredEntry } from "./entry-log.ts";
import { CoveredFacts } from "./place-in-log.tsx";
import { RawRecord } from "./raw-record.tsx";
import { VerifyHere } from "./verify-here.tsx";

export interface SavedProofModel {
  readonly entry: Change;
  readonly id: string;
  readonly line: string;
  readonly leafHash: string;
  readonly covered: CoveredEntry;
  /** The verifier's program. */
  readonly script: string;
}

/** One entry with its proof, the keys and the verifier in a single file that works without network. */
export function savedProofPage(frame: Frame, model: SavedProofModel): RenderedPage {
  const { index } = model.entry;
  return renderSaved({
    frame,
    title: (t) => t("saved.title", { index }),
    body: <SavedProof {...model} />,
    css: verifyCss,
    script: model.script,
    later: islandText(frame.lang === "en" ? "en" : "zh"),
  });
}

function SavedProof({ entry, id, line, leafHash, covered }: SavedProofModel) {
  const { frame, t } = usePage();
  const address = `${frame.publicUrl}/entries/${entry.index}`;
  return (
    <>
      <h1>{t("saved.title", { index: entry.index })}</h1>
      <p className="lead">{t("saved.lead")}</p>
      <p className="statement-text">{entry.sentence}</p>
      <dl className="facts">
        <div>
          <dt>{t("entry.kind")}</dt>
          <dd>{entry.label}</dd>
        </div>
        <div>
          <dt>{t("entry.occurredOn")}</dt>
          <dd data-claim="occurredOn">
            <Day date={entry.occurredOn} />
          </dd>
        </div>
        <div>
          <dt>{t("entry.recordedAt")}</dt>
          <dd data-claim="recordedAt">
            <Instant at={entry.recordedAt} withSeconds />
          </dd>
        </div>
        <div className="wide">
          <dt>{t("entry.id")}</dt>
          <dd className="mono hash" data-claim="id">
            {id}
          </dd>
        </div>
        <div className="wide">
          <dt>{t("saved.from")}</dt>
          <dd className="mono hash">
            <a href={address}>{address}</a>
          </dd>
        </div>
      </dl>
      <VerifyHere index={entry.index} log={`${frame.publicUrl}/log`} carried={covered} />
      <section aria-label={t("place.title")}>
        <CoveredFacts index={entry.index} covered={covered} />
      </section>
      <RawRecord line={line} leafHash={leafHash} />
      <details>
        <summary>{t("saved.rules")}</summary>
        <pre role="region" tabIndex={0} aria-label={t("saved.rules")} className="wrap">
          {covered.policy}
        </pre>
      </details>
      <details>
        <summary>{t("saved.proof")}</summary>
        <pre role="region" tabIndex={0} aria-label={t("saved.proof")} className="wrap">
          {covered.proof}
        </pre>
      </details>
    </>
  );
}
