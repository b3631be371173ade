import { Amount, Table } from "@mingzhang/ui";
import { Button, Skeleton } from "antd";
import { useId, useState } from "react";
import { Failed } from "../client/answered.tsx";
import { useText } from "../i18n/text.tsx";
import { typeWord } from "../history/type-word.ts";
import { RecordedPanel } from "../record/recorded-panel.tsx";
import { DayInput } from "../view/day-input.tsx";
import { toBase64 } from "./base64.ts";
import { FaultTable } from "./fault-table.tsx";
import { useImport, type WorkbookPreview } from "./use-import.ts";

const largest = 5_000_000;

/** Choose a workbook, see everything that is wrong with it or everything that it would record, and record that. */
export function Upload() {
  const { t } = useText();
  const { phase, file, choose, record } = useImport();
  const [tooLarge, setTooLarge] = useState(false);
  const onFile = async (chosen: File | undefined) => {
    setTooLarge(chosen !== undefined && chosen.size > largest);
    if (!chosen || chosen.size > largest) return;
    await choose(chosen.name, toBase64(new Uint8Array(await chosen.arrayBuffer())));
  };
  return (
    <section className="sheet" aria-labelledby="upload">
      <h2 id="upload">{t("workbook.upload")}</h2>
      <p>{t("workbook.uploadHint")}</p>
      <label className="drop-zone">
        <input
          type="file"
          accept=".xlsx"
          onChange={({ target }) => {
            void onFile(target.files?.[0]);
            // The same file, mended, can be chosen again.
            target.value = "";
          }}
        />
        <span className="drop-button">{t("workbook.file")}</span>
        <span className="soft">{t("workbook.drop")}</span>
      </label>
      <p role="alert" className="fault">
        {tooLarge && t("workbook.tooLarge")}
      </p>
      {file && <p className="soft">{t("workbook.chosen", { name: file.name })}</p>}
      {phase.at === "asking" && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {phase.at === "failed" && file && (
        <Failed failure={phase.failure} retry={() => void choose(file.name, file.contentBase64)} />
      )}
      {phase.at === "faulty" && <FaultTable refusal={phase.refusal} />}
      {phase.at === "ready" && <Ready preview={phase.preview} onRecord={(day) => void record(day)} />}
      {phase.at === "imported" && <RecordedPanel recorded={phase.recorded} onAnother={null} />}
    </section>
  );
}

function Ready({ preview, onRecord }: { preview: WorkbookPreview; onRecord: (adoptedOn: string) => void }) {
  const { t } = useText();
  const id = useId();
  const [adoptedOn, setAdoptedOn] = useState("");
  if (preview.events.length === 0) return <p className="notice-plain">{t("workbook.same", { slug: preview.slug })}</p>;
  const rows = preview.events.map((event, index) => ({ ...event, key: String(index) }));
  return (
    <>
      <p>
        {t("workbook.ready", { slug: preview.slug, count: preview.events.length })}{" "}
        <Amount fen={preview.total.fen} withUnit />
      </p>
      <Table
        caption={t("workbook.wouldRecord")}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { id: "type", head: t("event.type"), cell: (row) => typeWord(row.type, t) },
          { id: "summary", head: t("because.event"), namesRow: true, cell: (row) => row.summary },
        ]}
      />
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (adoptedOn) onRecord(adoptedOn);
        }}
      >
        <label htmlFor={id}>{t("workbook.adoptedOn")}</label>
        <DayInput id={id} value={adoptedOn} onChange={setAdoptedOn} aria-required />
        <Button type="primary" htmlType="submit" disabled={adoptedOn === ""}>
          {t("workbook.record")}
        </Button>
      </form>
    </>
  );
}
