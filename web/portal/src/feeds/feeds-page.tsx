import type { LocalText } from "@mingzhang/domain";
import { instantText, languageNames, languages } from "@mingzhang/ui";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import { type Frame, withQuery } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { TableLinks } from "../page/page-foot.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { OpenDataFormats, RecordFormats, TableFormats } from "./format-list.tsx";

export interface FeedsModel {
  readonly plans: readonly { readonly slug: string; readonly name: LocalText }[];
  /** Index of the newest entry; null in an empty record. */
  readonly newest: string | null;
  /** Where the feeds stand, and since when records wait for their proof; null where none waits. */
  readonly waiting: { readonly size: string; readonly since: string } | null;
}

/** What can be subscribed to and downloaded, and what each of it is good for. */
export function feedsPage(frame: Frame, model: FeedsModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("feeds.title"), body: <Feeds {...model} /> });
}

function Feeds({ plans, newest, waiting }: FeedsModel) {
  const { frame, t } = usePage();
  return (
    <>
      <h1>{t("feeds.title")}</h1>
      <p className="lead">{t("feeds.lead")}</p>
      {waiting && (
        <p className="note" role="status">
          {t("feeds.waiting", { size: waiting.size, since: instantText(waiting.since) })}
        </p>
      )}
      <MomentControl />
      <Section id="all" title={t("feeds.all")} lead={t("feeds.allLead")}>
        <Addresses plan={null} />
      </Section>
      {plans.map(({ slug, name }) => (
        <Section key={slug} id={`plan-${slug}`} title={<Local text={name} />} lead={t("feeds.planLead")}>
          <Addresses plan={slug} />
          <h3>{t("feeds.tables")}</h3>
          <ul className="data-links">
            <TableLinks slug={slug} />
          </ul>
          <TableFormats slug={slug} />
        </Section>
      ))}
      <Section id="formats" title={t("feeds.formats")} lead={t("feeds.formatsLead")}>
        <RecordFormats page={newest === null ? "0" : String(BigInt(newest) / 256n)} />
      </Section>
      <Section id="open-data" title={t("feeds.openData")} lead={t("feeds.openDataLead")}>
        <OpenDataFormats />
      </Section>
      <Section id="archive" title={t("feeds.archive")} lead={t("feeds.archiveLead")}>
        <Archive newest={newest} />
      </Section>
      <Section id="live" title={t("feeds.live")} lead={t("feeds.liveLead")}>
        <Address path="/stream" label="Server-Sent Events" />
        <pre role="region" tabIndex={0} aria-label={t("feeds.liveExample")} className="wrap">
          {`curl -N ${frame.publicUrl}/stream`}
        </pre>
      </Section>
      <Section id="past" title={t("feeds.past")}>
        <p className="prose">{t("feeds.pastLead")}</p>
      </Section>
    </>
  );
}

/** One feed for each language: the entries are the same, and so are their ids. */
function Addresses({ plan }: { plan: string | null }) {
  return (
    <ul className="addresses">
      {languages.flatMap((lang) => [
        <li key={`atom-${lang}`}>
          <Address path={withQuery("/feed.atom", { plan, lang })} label={`Atom · ${languageNames[lang]}`} />
        </li>,
        <li key={`json-${lang}`}>
          <Address path={withQuery("/feed.json", { plan, lang })} label={`JSON Feed · ${languageNames[lang]}`} />
        </li>,
      ])}
    </ul>
  );
}

function Address({ path, label }: { path: string; label: string }) {
  const { frame } = usePage();
  return (
    <span className="address">
      <span>{label}</span> <a href={path}>{`${frame.publicUrl}${path}`}</a>
    </span>
  );
}

function Archive({ newest }: { newest: string | null }) {
  const { t } = usePage();
  if (newest === null) return <p className="empty">{t("changes.none")}</p>;
  const last = BigInt(newest) / 256n;
  return (
    <ul className="addresses">
      <li>
        <Address path={`/feed/${last}.atom`} label="Atom" />
      </li>
      <li>
        <Address path={`/feed/${last}.json`} label="JSON Feed" />
      </li>
      <li>
        <Address path={`/log/${last}.ndjson`} label="NDJSON" />
      </li>
    </ul>
  );
}
