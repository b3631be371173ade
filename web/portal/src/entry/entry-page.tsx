import type { LocalText } from "@mingzhang/domain";
import { Badge, Day, Instant, Lateness } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import { Section } from "../page/section.tsx";

export interface EntryModel {
  readonly entry: Change;
  /** The event's own id, which staff and the API use. */
  readonly id: string;
  readonly project: { readonly code: string; readonly name: LocalText } | null;
  /** The entry that this one corrects, and the one that corrects it, as sentences. */
  readonly corrects: Change | null;
  readonly correctedBy: Change | null;
  /** The public record: one line of canonical JSON, and its RFC 6962 leaf hash in hex. */
  readonly line: string;
  readonly leafHash: string;
  /** Indices of the neighbours that exist at these dates. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** One public event: in words, with both times, in its raw form, with what it replaced and what replaced it. */
export function entryPage(frame: Frame, model: EntryModel): RenderedPage {
  const title = (t: (id: "entry.title", values: { index: string }) => string) =>
    t("entry.title", { index: model.entry.index });
  return renderDocument({ frame, title, body: <Entry {...model} /> });
}

function Entry(model: EntryModel) {
  const { entry, corrects, correctedBy } = model;
  const { t } = usePage();
  return (
    <>
      <PlanCrumb />
      <h1>{t("entry.title", { index: entry.index })}</h1>
      {correctedBy && (
        <div className="notice notice-past" role="note">
          <p>{t("entry.replaced")}</p>
          <EntryLink change={correctedBy} />
        </div>
      )}
      <p className="statement-text">{entry.sentence}</p>
      <Facts {...model} />
      {corrects && (
        <Section id="corrects" title={t("entry.corrects")}>
          <p className="replaced">{corrects.sentence}</p>
          <EntryLink change={corrects} />
        </Section>
      )}
      <Raw {...model} />
      <Neighbours {...model} />
    </>
  );
}

function EntryLink({ change }: { change: Change }) {
  const { t, link } = usePage();
  return <a href={link(`/entries/${change.index}`)}>{t("changes.entry", { index: change.index })}</a>;
}

function Facts({ entry, project, id }: EntryModel) {
  const { frame, t, link } = usePage();
  return (
    <dl className="facts">
      <div>
        <dt>{t("entry.kind")}</dt>
        <dd>
          {entry.label} {entry.corrects !== null && <Badge tone="accent">{t("mark.correction")}</Badge>}
        </dd>
      </div>
      <div>
        <dt>{t("entry.occurredOn")}</dt>
        <dd>
          <Day date={entry.occurredOn} />
        </dd>
      </div>
      <div>
        <dt>{t("entry.recordedAt")}</dt>
        <dd>
          <Instant at={entry.recordedAt} withSeconds /> <Lateness days={entry.daysLate} />
        </dd>
      </div>
      {project && (
        <div>
          <dt>{t("entry.project")}</dt>
          <dd>
            <a href={link(`/plans/${frame.plan?.slug ?? ""}/projects/${project.code}`)}>
              <Local text={project.name} />
            </a>
          </dd>
        </div>
      )}
      <div className="wide">
        <dt>{t("entry.id")}</dt>
        <dd className="mono hash">{id}</dd>
      </div>
    </dl>
  );
}

function Raw({ entry, line, leafHash }: EntryModel) {
  const { t, link } = usePage();
  const bundle = (BigInt(entry.index) / 256n).toString();
  const row = ((BigInt(entry.index) % 256n) + 1n).toString();
  return (
    <Section id="raw" title={t("entry.raw")} lead={t("entry.rawLead")}>
      <pre role="region" tabIndex={0} aria-label="JSON">
        {JSON.stringify(JSON.parse(line), null, 2)}
      </pre>
      <dl className="facts">
        <div className="wide">
          <dt>{t("entry.leafHash")}</dt>
          <dd className="mono hash">{leafHash}</dd>
        </div>
      </dl>
      <details>
        <summary>{t("entry.check")}</summary>
        <p className="prose">
          {t("entry.checkHow")} <a href={link(`/log/${bundle}.ndjson`)}>{t("entry.bundle", { bundle, row })}</a>
        </p>
        <pre role="region" tabIndex={0} aria-label={t("entry.line")} className="wrap">
          {line}
        </pre>
        <pre role="region" tabIndex={0} aria-label={t("entry.command")} className="wrap">
          {`(printf '\\0'; sed -n ${row}p ${bundle}.ndjson | tr -d '\\n') | sha256sum`}
        </pre>
      </details>
    </Section>
  );
}

function Neighbours({ previous, next }: EntryModel) {
  const { t, link } = usePage();
  return (
    <nav className="pages" aria-label={t("entry.neighbours")}>
      {previous !== null && (
        <a href={link(`/entries/${previous}`)} rel="prev">
          {t("entry.previous", { index: previous })}
        </a>
      )}
      {next !== null && (
        <a href={link(`/entries/${next}`)} rel="next">
          {t("entry.next", { index: next })}
        </a>
      )}
    </nav>
  );
}
