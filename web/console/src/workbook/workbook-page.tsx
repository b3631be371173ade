import { useParams } from "react-router";
import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { Download } from "./download.tsx";
import { Upload } from "./upload.tsx";

/** A plan as a workbook: out of the system for both dates, or into it with all faults told at once. */
export function WorkbookPage() {
  const { t } = useText();
  const { slug } = useParams();
  return (
    <Page title={t("nav.workbook")}>
      <div className="columns wide">
        {slug && <Download slug={slug} />}
        <Upload />
      </div>
    </Page>
  );
}
