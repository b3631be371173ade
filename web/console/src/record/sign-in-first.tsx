import { Button } from "antd";
import { useText } from "../i18n/text.tsx";
import { useSession } from "../shell/session.tsx";

/** Stands in place of a form that begins with what staff alone may read. */
export function SignInFirst({ why }: { why: string }) {
  const { t } = useText();
  const { signIn } = useSession();
  return (
    <div className="notice-plain">
      <p>{why}</p>
      <Button type="primary" onClick={() => void signIn()}>
        {t("signIn.do")}
      </Button>
    </div>
  );
}
