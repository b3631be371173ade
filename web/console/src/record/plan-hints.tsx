import { Amount, fenOf } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { Kind, RecordPlan } from "./kind.ts";
import type { Values } from "./values.ts";

/** The balances that the record is about, as they stand, beside the form. */
export function PlanHints({ kind, plan, values }: { kind: Kind; plan: RecordPlan; values: Values }) {
  const hints = useHints(kind, plan, values);
  if (hints.length === 0) return null;
  return (
    <dl className="fact-line hints" aria-live="polite">
      {hints.map(({ name, fen }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Amount fen={fen} withUnit />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Hint {
  readonly name: string;
  readonly fen: string | bigint | undefined;
}

function useHints(kind: Kind, plan: RecordPlan, values: Values): readonly Hint[] {
  const { t } = useText();
  const earmarked = plan.accounts.find(({ account }) => account === "earmarked")?.balance.fen;
  const project = plan.projects.find(({ code }) => code === values["project"]);
  const year = plan.years.find((one) => String(one.year) === values["year"]);
  switch (kind.id) {
    case "appropriation":
      return [
        ...(year ? [{ name: t("hints.allocatedYear", { year: year.year }), fen: year.allocated.fen }] : []),
        ...(year ? [{ name: t("sums.appropriated"), fen: year.appropriated.fen }] : []),
        { name: t("hints.earmarked"), fen: earmarked },
      ];
    case "release":
      return [
        { name: t("hints.earmarked"), fen: earmarked },
        ...(project ? [{ name: t("money.allocated"), fen: project.allocated.fen }] : []),
        ...(project ? [{ name: t("hints.notReleased"), fen: notReleased(project) }] : []),
      ];
    case "payment":
      return project
        ? [
            { name: t("hints.subledger"), fen: project.balance.fen },
            { name: t("sums.paid"), fen: project.paid.fen },
          ]
        : [];
    default:
      return [];
  }
}

function notReleased({ allocated, released }: RecordPlan["projects"][number]): bigint {
  return (fenOf(allocated.fen) ?? 0n) - (fenOf(released.fen) ?? 0n);
}
