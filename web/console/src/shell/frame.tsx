import { UiProvider } from "@mingzhang/ui";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useEffect } from "react";
import { Outlet, useNavigation } from "react-router";
import { TextProvider, useText } from "../i18n/text.tsx";
import { ProjectionBanner } from "../projection/projection-banner.tsx";
import { ProjectionStatus } from "../projection/projection-status.tsx";
import { ProjectionProvider, useProjection } from "../projection/use-projection.tsx";
import { theme } from "../theme/theme.ts";
import { ViewLink } from "../view/view-link.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { useReaderSettings } from "./reader-settings.ts";
import { SessionProvider } from "./session.tsx";
import { SignInButton } from "./sign-in-button.tsx";
import { UnitSwitch } from "./unit-switch.tsx";

/** Language, unit, theme and the bar on top: what every page stands in. */
export function Frame() {
  const { lang, unit } = useReaderSettings();
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return (
    <TextProvider lang={lang}>
      <UiProvider lang={lang} unit={unit}>
        <ConfigProvider theme={theme} locale={lang === "zh-CN" ? zhCN : enUS} button={{ autoInsertSpace: false }}>
          <SessionProvider>
            <ProjectionProvider>
              <TopBar />
              <Outlet />
            </ProjectionProvider>
            <Foot />
          </SessionProvider>
        </ConfigProvider>
      </UiProvider>
    </TextProvider>
  );
}

function TopBar() {
  const { t } = useText();
  const navigation = useNavigation();
  const now = useProjection();
  const [projection, log] = [now?.projection ?? null, now?.publicLog ?? null];
  return (
    <>
      <header className="top-bar">
        <a className="skip-link" href="#main">
          {t("shell.skip")}
        </a>
        <ViewLink to="/" className="brand" params={{ asOf: null, knownAt: null }}>
          <img src="/console/mark.svg" alt="" width={22} height={22} />
          <span className="brand-name">{t("shell.product")}</span>
          <span className="brand-what">{t("shell.console")}</span>
        </ViewLink>
        <div className="top-bar-end">
          <ProjectionStatus now={projection} log={log} />
          <UnitSwitch />
          <LanguageSwitch />
          <SignInButton />
        </div>
        <div className="page-progress" data-on={navigation.state !== "idle" || undefined} aria-hidden="true" />
      </header>
      <ProjectionBanner now={projection} log={log} />
    </>
  );
}

function Foot() {
  const { t } = useText();
  return (
    <footer className="foot">
      <a href="/">{t("shell.portal")}</a>
      <a href="/feeds">{t("shell.feeds")}</a>
      <span>{t("shell.zone")}</span>
    </footer>
  );
}
