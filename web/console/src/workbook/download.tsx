import { Button } from "antd";
import { useState } from "react";
import { useClient } from "urql";
import { Failed } from "../client/answered.tsx";
import { type Failure, failureOf } from "../client/failure.ts";
import { useText } from "../i18n/text.tsx";
import { WorkbookFileDocument } from "../record/documents.gen.ts";
import { useView } from "../view/use-view.ts";
import { fromBase64 } from "./base64.ts";

const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function Download({ slug }: { slug: string }) {
  const { t } = useText();
  const client = useClient();
  const { variables } = useView();
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [missing, setMissing] = useState(false);

  const download = async () => {
    setLoading(true);
    setMissing(false);
    const asked = { slug, ...variables };
    const answer = await client.query(WorkbookFileDocument, asked, { requestPolicy: "network-only" }).toPromise();
    setLoading(false);
    setFailure(answer.error ? failureOf(answer.error) : null);
    const workbook = answer.data?.workbook;
    if (answer.data && !workbook) setMissing(true);
    if (workbook) save(workbook.filename, fromBase64(workbook.contentBase64));
  };

  return (
    <section className="sheet" aria-labelledby="download">
      <h2 id="download">{t("workbook.download")}</h2>
      <p>{t("workbook.downloadHint")}</p>
      <Button onClick={() => void download()} loading={loading}>
        {t("workbook.downloadDo")}
      </Button>
      <p role="status">{missing && t("notYet.text")}</p>
      {failure && <Failed failure={failure} retry={() => void download()} />}
    </section>
  );
}

function save(filename: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
