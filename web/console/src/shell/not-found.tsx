import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import { Page } from "./page.tsx";

export function NotFound() {
  const { t } = useText();
  return (
    <Page title={t("notFound.title")}>
      <p>{t("notFound.text")}</p>
      <p>
        <ViewLink to="/">{t("notFound.back")}</ViewLink>
      </p>
    </Page>
  );
}
