import { Alert, Button } from "antd";
import { useRouteError } from "react-router";
import { TextProvider, useText } from "../i18n/text.tsx";
import { useReaderSettings } from "./reader-settings.ts";

/** A page that broke says so, and offers to load it again: also after a release took its chunk away. */
export function PageError() {
  const { lang } = useReaderSettings();
  return (
    <TextProvider lang={lang}>
      <Broken error={useRouteError()} />
    </TextProvider>
  );
}

function Broken({ error }: { error: unknown }) {
  const { t } = useText();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <main id="main" className="page">
      <h1>{t("broken.title")}</h1>
      <Alert
        type="error"
        showIcon
        title={t("broken.text")}
        description={<code>{detail}</code>}
        action={<Button onClick={() => location.reload()}>{t("broken.reload")}</Button>}
      />
    </main>
  );
}
