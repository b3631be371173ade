import { Button } from "antd";
import { useState } from "react";
import { useText } from "../i18n/text.tsx";
import type { Irrevocable } from "./kind.ts";

export interface IrrevocableActionsProps {
  readonly what: Irrevocable;
  readonly onRecord: () => void;
  readonly onReset: () => void;
}

/** What cannot be taken back is done by whoever said that they know it, anew for each preview. */
export function IrrevocableActions({ what, onRecord, onReset }: IrrevocableActionsProps) {
  const { t } = useText();
  const [agreed, setAgreed] = useState(false);
  return (
    <>
      <label className="agree">
        <input type="checkbox" checked={agreed} onChange={({ target }) => setAgreed(target.checked)} />
        {t(what.agree)}
      </label>
      <div className="actions form-actions">
        <Button key="record" type="primary" danger disabled={!agreed} onClick={onRecord}>
          {t(what.confirm)}
        </Button>
        <Button onClick={onReset}>{t("record.goOn")}</Button>
      </div>
    </>
  );
}
