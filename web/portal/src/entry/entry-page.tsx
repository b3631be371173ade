import type { LocalText } from "@mingzhang/domain";
import { Badge, Day, Instant, Lateness } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import { Section } from "../page/section.tsx";
import { verifyCss } from "../style/verify-css.ts";
import { islandText } from "../verify/island-text.ts";
import type { EntryLog } from "./entry-log.ts";
import { PlaceInLog } from "./place-in-log.tsx";
import { RawRecord } from "./raw-record.tsx";
import { savedProofPath } from "./saved-proof-path.ts";
import { VerifyByCommand } from "./verify-by-command.tsx";
import { VerifyHere } from "./verify-here.tsx";
import { WithheldFields, type WithheldLine } from "./withheld-fields.tsx";

export interface EntryModel {
  readonly entry: Change;
  /** The event's own id, which staff and the API use. */
  readonly id: string;
  readonly project: { readonly code: string; readonly name: LocalText } | null;
  /** What the law keeps from the public, in the page's language. */
  readonly withheld: readonly WithheldLine[];
  /** The entry that this one corrects, and the one that corrects it, as sentences. */
  readonly corrects: Change | null;
  readonly correctedBy: Change | null;
  /** The public record: one line of canonical JSON, and its RFC 6962 leaf hash in hex. */
  readonly line: string;
  readonly leafHash: string;
  /** How it stands in the public log; null where none is kept. */
  readonly log: EntryLog | null;
  /** Indices of the neighbours that exist at these dates. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** One public event: in words, with both times, in its raw form, with what it replaced and what replaced it. */
export function entryPage(frame: Frame, model: EntryModel): RenderedPage {
  const title = (t: (id: "entry.title", values: { index: string }) => string) =>
    t("entry.title", { index: model.entry.index });
  const body = <Entry {...model} />;
  if (!model.log || model.log.pending) return renderDocument({ frame, title, body, css: verifyCss });
  const later = islandText(frame.lang === "en" ? "en" : "zh");
  return renderDocument({ frame, title, body, css: verifyCss, script: "own", later });
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
      {model.log && !model.log.pending && (
        <p>
          <a href="#verify">{t("verify.title")}</a>
        </p>
      )}
      <Facts {...model} />
      <MomentControl />
      {model.withheld.length > 0 && <WithheldFields fields={model.withheld} />}
      {corrects && (
        <Section id="corrects" title={t("entry.corrects")}>
          <p className="replaced">{corrects.sentence}</p>
          <EntryLink change={corrects} />
        </Section>
      )}
      <RawRecord line={model.line} leafHash={model.leafHash} />
      {model.log && <PlaceInLog index={entry.index} log={model.log} />}
      <Verification {...model} />
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
        <dd data-claim="occurredOn">
          <Day date={entry.occurredOn} />
        </dd>
      </div>
      <div>
        <dt>{t("entry.recordedAt")}</dt>
        <dd data-claim="recordedAt">
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
        <dd className="mono hash" data-claim="id">
          {id}
        </dd>
      </div>
    </dl>
  );
}

function Verification({ entry, log }: EntryModel) {
  const { frame, t } = usePage();
  const command = <VerifyByCommand index={entry.index} address={`${frame.publicUrl}/log`} />;
  if (!log || log.pending) return command;
  const save = (
    <span>
      <a href={`${savedProofPath(entry.index)}?lang=${frame.lang}`} download={`mingzhang-${entry.index}.html`}>
        {t("verify.save")}
      </a>{" "}
      <small>{t("verify.saveNote")}</small>
    </span>
  );
  return (
    <>
      <VerifyHere index={entry.index} log="/log" carried={log.covered} beside={save}>
        {command}
      </VerifyHere>
      <script defer src={log.script} />
    </>
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
