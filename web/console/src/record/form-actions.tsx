import { Button } from "antd";
import { useText } from "../i18n/text.tsx";
import { IrrevocableActions } from "./irrevocable-actions.tsx";
import type { Kind } from "./kind.ts";
import type { Phase } from "./use-recording.ts";

export interface FormActionsProps {
  readonly phase: Phase;
  readonly kind: Kind;
  readonly onRecord: (position: string) => void;
  readonly onReset: () => void;
}

/** Preview first; only what was looked at can be recorded. */
export function FormActions({ phase, kind, onRecord, onReset }: FormActionsProps) {
  const { t } = useText();
  if (phase.at === "previewed") {
    const record = () => onRecord(phase.position);
    if (kind.irrevocable) return <IrrevocableActions what={kind.irrevocable} onRecord={record} onReset={onReset} />;
    return (
      <div className="actions form-actions">
        <Button key="record" type="primary" onClick={record}>
          {t("record.confirm")}
        </Button>
        <Button onClick={onReset}>{t("record.goOn")}</Button>
      </div>
    );
  }
  const busy = phase.at === "asking";
  return (
    <div className="actions form-actions">
      <Button key="preview" type="primary" htmlType="submit" loading={busy} disabled={busy}>
        {t(busy && phase.what === "record" ? "record.recording" : "record.preview")}
      </Button>
      <span className="soft">{t("record.previewHint")}</span>
    </div>
  );
}
