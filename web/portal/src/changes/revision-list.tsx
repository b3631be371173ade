import { inLang } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";
import { Day, writeAmount } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import type { RevisedCell, Revision } from "./revision.ts";

/** Every decision that moved planned money, the newest first: what was there before, and after. */
export function Revisions({ revisions }: { revisions: readonly Revision[] }) {
  const { t } = usePage();
  const none = revisions.length === 0;
  const lead = none ? undefined : t("revisions.lead", { count: revisions.length });
  return (
    <Section id="revisions" title={t("plan.revisions")} lead={lead}>
      {none && <p className="empty">{t("revisions.none")}</p>}
      <ol className="revisions">
        {revisions.map((revision) => (
          <RevisionItem key={revision.change.index} revision={revision} />
        ))}
      </ol>
    </Section>
  );
}

function RevisionItem({
  revision: { change, document, cells, totalBeforeFen, totalAfterFen },
}: {
  revision: Revision;
}) {
  const { t, link } = usePage();
  const said = useAmount();
  return (
    <li>
      <p>
        <strong>
          <Day date={change.occurredOn} />
        </strong>{" "}
        {change.sentence}
      </p>
      <ul>
        {cells.map((cell) => (
          <Cell key={`${cell.project.zh} ${cell.year}`} cell={cell} />
        ))}
      </ul>
      <p>
        {totalBeforeFen === totalAfterFen
          ? t("revisions.kept", { total: said(totalAfterFen) })
          : t("revisions.total", { before: said(totalBeforeFen), after: said(totalAfterFen) })}
      </p>
      <p className="aside">
        <span>
          {t("revisions.documentLabel")}
          <span lang="zh-CN">{document}</span>
        </span>
        <a href={link(`/entries/${change.index}`)}>{t("changes.entry", { index: change.index })}</a>
      </p>
    </li>
  );
}

function Cell({ cell: { project, year, beforeFen, afterFen } }: { cell: RevisedCell }) {
  const { t, words } = usePage();
  const said = useAmount();
  const values = { project: inLang(project, words), year, before: said(beforeFen), after: said(afterFen) };
  return <li>{t("revisions.cell", values)}</li>;
}

function useAmount(): (fen: Fen) => string {
  const { t } = usePage();
  return (fen) => `${writeAmount(fen, "wan").text} ${t("unit.wan")}`;
}
