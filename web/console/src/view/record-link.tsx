import { useText } from "../i18n/text.tsx";
import type { RecordKindId } from "../record/kind-ids.ts";
import { useView } from "./use-view.ts";
import { ViewLink } from "./view-link.tsx";

export interface RecordLinkProps {
  readonly slug: string;
  readonly kind: RecordKindId;
  readonly params?: Readonly<Record<string, string | null>>;
  /** In place of the form's own name. */
  readonly label?: string;
  /** Said in place of the label where many links of one label stand on a page. It begins with the label. */
  readonly spoken?: string;
}

/** Leads to a form. In the past nothing is recorded, and the link says so instead of leading anywhere. */
export function RecordLink({ slug, kind, params = {}, label, spoken }: RecordLinkProps) {
  const { t } = useText();
  const { past } = useView();
  const name = label ?? t(`record.${kind}`);
  if (past) {
    return (
      <span className="record-link" aria-disabled="true" title={t("past.noRecording")}>
        {name}
      </span>
    );
  }
  return (
    <ViewLink className="record-link" to={`/plans/${slug}/record/${kind}`} params={params} aria-label={spoken}>
      {name}
    </ViewLink>
  );
}
