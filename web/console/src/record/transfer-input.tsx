import { useUi, writeAmount, fenOf } from "@mingzhang/ui";
import { useAnswer } from "../client/answer.ts";
import { EventViewDocument, TransfersDocument, type TransfersQuery } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { Choice } from "../view/choice.tsx";
import type { FieldInputProps } from "./field-input.tsx";

type Transfer = TransfersQuery["transfers"]["edges"][number]["node"];

const projectFilter = "transferProject";

/** A movement that can still be refunded or reversed, found by its project among the newest. */
export function TransferInput({ field, plan, values, onChange, aria }: FieldInputProps) {
  const { t, apiLang } = useText();
  const { unit } = useUi();
  const project = values[projectFilter] ?? "";
  const asked = {
    slug: plan.slug,
    first: 100,
    lang: apiLang,
    ...(project && { project }),
    ...(field.type === "payment" && { kind: "payment" as const }),
  };
  const answer = useAnswer(TransfersDocument, asked, { keep: plan.slug });
  const found = answer.state === "ready" ? answer.data.transfers.edges.map(({ node }) => node) : [];
  const open = found.filter(isOpen);
  const value = values[field.name] ?? "";
  // Whoever comes from an older transfer has chosen it already, though it is none of the newest.
  const other = value !== "" && !open.some(({ id }) => id === value);
  const asking = useAnswer(EventViewDocument, { id: value, lang: apiLang }, { pause: !other, keep: value });
  const otherEvent = asking.state === "ready" ? asking.data.event : null;
  const label = (transfer: Transfer) => {
    const { text } = writeAmount(fenOf(transfer.open.fen) ?? 0n, unit);
    const amount = `${text} ${t(unit === "wan" ? "unit.wan" : "unit.yuan")}`;
    const kind = t(`transfer.${transfer.kind}`);
    return `${transfer.occurredOn} · ${kind} · ${transfer.toLabel} · ${amount} · ${transfer.voucher}`;
  };
  return (
    <div className="transfer-input">
      <Choice
        label={t("transfer.ofProject")}
        value={project}
        none={t("filter.all")}
        onChange={(code) => onChange({ [projectFilter]: code })}
        options={plan.projects.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <select {...aria} value={value} onChange={({ target }) => onChange({ [field.name]: target.value })}>
        <option value="">{answer.state === "loading" ? t("state.loading") : t("field.choose")}</option>
        {other && <option value={value}>{otherEvent?.summary ?? value}</option>}
        {open.map((transfer) => (
          <option key={transfer.id} value={transfer.id}>
            {label(transfer)}
          </option>
        ))}
      </select>
    </div>
  );
}

function isOpen({ kind, open }: Transfer): boolean {
  return kind !== "refund" && kind !== "reversal" && (fenOf(open.fen) ?? 0n) > 0n;
}
