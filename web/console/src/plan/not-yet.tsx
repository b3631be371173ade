import { Day } from "@mingzhang/ui";
import { Button } from "antd";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";

/** The plan did not exist then, or nobody knew of it: said as such, and not shown as an empty plan. */
export function NotYet({ adoptedOn }: { adoptedOn: string }) {
  const { t } = useText();
  const { backToNow } = useView();
  return (
    <div className="not-yet">
      <p>{t("notYet.text")}</p>
      <p>
        {t("notYet.adopted")} <Day date={adoptedOn} long />
      </p>
      <Button onClick={backToNow}>{t("past.back")}</Button>
    </div>
  );
}
