import { Day, Instant } from "@mingzhang/ui";
import { permalink } from "./frame.ts";
import { usePage } from "./page-context.tsx";

/** What the page stands for, how to find exactly this state again, and the same as data. */
export function PageFoot() {
  const { frame, t, link } = usePage();
  const { plan, moment } = frame;
  return (
    <footer className="foot">
      {moment && (
        <div>
          <h2>{t("foot.state")}</h2>
          <dl className="facts">
            <div>
              <dt>{t("foot.asOf")}</dt>
              <dd>
                <Day date={moment.asOf} />
              </dd>
            </div>
            <div>
              <dt>{t("foot.knownAt")}</dt>
              <dd>
                <Instant at={moment.knownAt} withSeconds />
              </dd>
            </div>
            {plan && (
              <div>
                <dt>{t("foot.position")}</dt>
                <dd className="mono">{plan.position}</dd>
              </div>
            )}
            {plan && (
              <div className="wide">
                <dt>{t("foot.stateHash")}</dt>
                <dd className="mono hash">{plan.stateHash}</dd>
              </div>
            )}
          </dl>
          <p>
            <a href={permalink(frame)} rel="bookmark">
              {t("foot.permalink")}
            </a>
          </p>
        </div>
      )}
      {plan && <DataLinks slug={plan.slug} />}
      <p className="colophon">
        <a href={link("/about")}>{t("nav.about")}</a> · <a href={link("/glossary")}>{t("nav.glossary")}</a> ·{" "}
        <a href={link("/feeds")}>{t("nav.feeds")}</a> · {t("foot.zone")}
      </p>
    </footer>
  );
}

const tables = ["projects", "allocations", "transfers", "milestones", "changes"] as const;

function DataLinks({ slug }: { slug: string }) {
  const { t, link } = usePage();
  return (
    <div>
      <h2>{t("foot.data")}</h2>
      <ul className="data-links">
        <TableLinks slug={slug} />
        <li>
          <a href={link("/feed.atom", { plan: slug })}>{t("foot.planFeed")}</a> <small>Atom</small>
        </li>
        <li>
          <a href={link("/feed.json", { plan: slug })}>{t("foot.planFeed")}</a> <small>JSON Feed</small>
        </li>
      </ul>
    </div>
  );
}

/** The plan as tables and workbook, as items of a list. */
export function TableLinks({ slug }: { slug: string }) {
  const { t, link } = usePage();
  return (
    <>
      {tables.map((table) => (
        <li key={table}>
          <a href={link(`/data/${slug}/${table}.csv`)}>{t(`table.${table}`)}</a> <small>CSV</small>
        </li>
      ))}
      <li>
        <a href={link(`/plans/${slug}/workbook.xlsx`)}>{t("table.workbook")}</a> <small>XLSX</small>
      </li>
    </>
  );
}
