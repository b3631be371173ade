import { Table } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { RefusalPartsFragment } from "../record/documents.gen.ts";

/** Every fault of a workbook at once, with its cell and what was in it, so that it is mended in one go. */
export function FaultTable({ refusal }: { refusal: RefusalPartsFragment }) {
  const { t } = useText();
  const rows = (refusal.details.length > 0 ? refusal.details : [{ ...refusal, field: null, value: null }]).map(
    ({ field, value, message }, index) => ({ key: String(index), field, value, message }),
  );
  return (
    <div role="alert">
      <p className="fault">{t("workbook.faults", { count: rows.length })}</p>
      <Table
        caption={t("workbook.faultsCaption")}
        captionUnseen
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { id: "cell", head: t("workbook.cell"), namesRow: true, cell: ({ field }) => <code>{field ?? "—"}</code> },
          { id: "value", head: t("workbook.value"), cell: ({ value }) => value ?? "—" },
          { id: "remedy", head: t("workbook.remedy"), cell: ({ message }) => message },
        ]}
      />
    </div>
  );
}
