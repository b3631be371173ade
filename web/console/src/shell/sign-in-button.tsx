import { Button } from "antd";
import { keepToken } from "../client/token.ts";
import { useText } from "../i18n/text.tsx";
import { useSession } from "./session.tsx";

export function SignInButton() {
  const { t } = useText();
  const { signedIn, signIn } = useSession();
  if (!signedIn) return <Button onClick={() => void signIn()}>{t("signIn.do")}</Button>;
  return (
    <span className="signed-in">
      <span className="signed-in-who">{t("signIn.staff")}</span>
      <Button type="text" onClick={() => keepToken(null)}>
        {t("signIn.leave")}
      </Button>
    </span>
  );
}
