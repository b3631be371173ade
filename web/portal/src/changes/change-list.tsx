import { Badge, Day, Instant, Lateness } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import type { Change } from "./change.ts";

/** Events as sentences, each with its day, its lateness and the way to its entry. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = usePage();
  if (changes.length === 0) return <p className="empty">{t("changes.none")}</p>;
  return (
    <ol className="changes">
      {changes.map((change) => (
        <ChangeItem key={change.index} change={change} />
      ))}
    </ol>
  );
}

function ChangeItem({ change }: { change: Change }) {
  const { t, link } = usePage();
  return (
    <li className={change.correctedBy === null ? undefined : "replaced"}>
      <p className="when">
        <Day date={change.occurredOn} />
        <span className="kind">{change.label}</span>
      </p>
      <div>
        <p>{change.sentence}</p>
        <p className="aside">
          <a href={link(`/entries/${change.index}`)}>{t("changes.entry", { index: change.index })}</a>
          <span>
            {t("changes.recorded")} <Instant at={change.recordedAt} />
          </span>
          <Lateness days={change.daysLate} />
          {change.corrects !== null && <Badge tone="accent">{t("mark.correction")}</Badge>}
          {change.correctedBy !== null && <Badge tone="warn">{t("mark.corrected")}</Badge>}
          {change.unproved && <Badge tone="warn">{t("mark.unproved")}</Badge>}
        </p>
      </div>
    </li>
  );
}
