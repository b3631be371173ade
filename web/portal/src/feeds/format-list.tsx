import type { ReactNode } from "react";
import type { portalZhCn } from "../text/zh-cn.ts";
import { usePage } from "../page/page-context.tsx";

type Words = Extract<keyof typeof portalZhCn, `format.${string}`>;

/** A format with an address where it can be had, a line of it, and how long it may be kept. */
interface Format {
  readonly words: Words;
  readonly path: string;
  readonly example: string;
  readonly caching: Words;
}

/** Every way in which the record is written: `page` is the number of its newest archive page. */
export function RecordFormats({ page }: { page: string }) {
  const formats: readonly Format[] = [
    {
      words: "format.json",
      path: "/feed.json",
      example: '"_tlog": { "index": 7, "leaf_hash": "…", "proof_url": "…/log/proof/7.tlog-proof" }',
      caching: "format.caching.head",
    },
    {
      words: "format.atom",
      path: `/feed/${page}.atom`,
      example: '<link rel="prev-archive" href="…/feed/0.atom"/>',
      caching: "format.caching.page",
    },
    {
      words: "format.ndjson",
      path: `/log/${page}.ndjson`,
      example: '{"data":{…},"sequence":"000000000007","specversion":"1.0",…}',
      caching: "format.caching.page",
    },
    {
      words: "format.whole",
      path: "/log/all.ndjson.gz",
      example: "gzip -dc all.ndjson.gz",
      caching: "format.caching.head",
    },
    {
      words: "format.cloudevents",
      path: `/log/${page}.cloudevents.json`,
      example: '[{"specversion":"1.0","type":"mingzhang.FundsReleased.v1",…}]',
      caching: "format.caching.page",
    },
    {
      words: "format.stream",
      path: "/stream",
      example: 'id: 7\nevent: entry\ndata: {"data":{…},…}',
      caching: "format.caching.none",
    },
  ];
  return <FormatList formats={formats} />;
}

/** Files after the standards of others. */
export function OpenDataFormats() {
  const formats: readonly Format[] = [
    {
      words: "format.iati",
      path: "/iati/activities.xml",
      example: '<value currency="CNY" value-date="2016-02-10">18500000.00</value>',
      caching: "format.caching.head",
    },
    {
      words: "format.oc4ids",
      path: "/oc4ids/projects.json",
      example: '"value": { "amount": 18500000.00, "currency": "CNY" }',
      caching: "format.caching.head",
    },
    {
      words: "format.package",
      path: "/open-data/latest",
      example: '{ "path": "iati/activities.xml", "bytes": 98765, "hash": "sha256:…" }',
      caching: "format.caching.forever",
    },
  ];
  return <FormatList formats={formats} />;
}

/** The tables of one plan, and what describes them. */
export function TableFormats({ slug }: { slug: string }) {
  const formats: readonly Format[] = [
    {
      words: "format.csv",
      path: `/data/${slug}/transfers.csv-metadata.json`,
      example: "log_index,leaf_hash,id,kind,…,amount,net_amount,currency,…",
      caching: "format.caching.head",
    },
    {
      words: "format.datapackage",
      path: `/data/${slug}/datapackage.json`,
      example: '{ "name": "amount", "type": "number" }',
      caching: "format.caching.head",
    },
  ];
  return <FormatList formats={formats} />;
}

function FormatList({ formats }: { formats: readonly Format[] }): ReactNode {
  const { frame, t } = usePage();
  return (
    <ul className="addresses">
      {formats.map(({ words, path, example, caching }) => (
        <li key={words}>
          <span className="address">
            <a href={path}>{`${frame.publicUrl}${path}`}</a>
          </span>
          <p className="prose">{t(words)}</p>
          <pre role="region" tabIndex={0} aria-label={`${t("format.example")} ${path}`} className="wrap">
            {example}
          </pre>
          <p className="soft">{t(caching)}</p>
        </li>
      ))}
    </ul>
  );
}
