import { Button, Input, Modal } from "antd";
import { type SyntheticEvent, useId, useState } from "react";
import { useClient } from "urql";
import { ViewerDocument } from "../client/documents.gen.ts";
import { keepToken } from "../client/token.ts";
import { useText } from "../i18n/text.tsx";

type Fault = "empty" | "refused" | "unreachable";

/** Takes the bearer token, and keeps it for this tab once the server has said that it is good. */
export function SignInDialog({ why, onClose }: { why: "expired" | undefined; onClose: (accepted: boolean) => void }) {
  const { t } = useText();
  const client = useClient();
  const id = useId();
  const [token, setToken] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [checking, setChecking] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const given = token.trim();
    if (given === "") return setFault("empty");
    setChecking(true);
    const headers = { authorization: `Bearer ${given}` };
    const context = { fetchOptions: { headers }, requestPolicy: "network-only" as const };
    const { data } = await client.query(ViewerDocument, {}, context).toPromise();
    setChecking(false);
    if (!data) return setFault("unreachable");
    if (!data.viewer.staff) return setFault("refused");
    keepToken(given);
    onClose(true);
  };

  return (
    <Modal open title={t("signIn.title")} footer={null} onCancel={() => onClose(false)} width={420} destroyOnHidden>
      <form onSubmit={(event) => void submit(event)} className="sign-in" noValidate>
        {why && <p className="notice-warn">{t("signIn.expired")}</p>}
        <p>{t("signIn.explained")}</p>
        <label htmlFor={id}>{t("signIn.token")}</label>
        <Input.Password
          id={id}
          autoFocus
          autoComplete="current-password"
          value={token}
          status={fault ? "error" : ""}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setToken(event.target.value)}
        />
        <p id={`${id}-fault`} className="fault" role="alert">
          {fault && t(`signIn.${fault}`)}
        </p>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={checking}>
            {t("signIn.do")}
          </Button>
          <Button onClick={() => onClose(false)}>{t("action.cancel")}</Button>
        </div>
      </form>
    </Modal>
  );
}
