import { createHash } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { fallbackFonts } from "../fonts/fallback-fonts.ts";
import { portalCss } from "../style/portal-css.ts";
import { Basics, type Document, type RenderedPage } from "./document.tsx";
import type { Frame } from "./frame.ts";
import { markUrl } from "./mark.ts";
import { MomentBanner } from "./moment-banner.tsx";
import { PageProvider, usePage } from "./page-context.tsx";

interface SavedDocument {
  readonly frame: Frame;
  readonly title: Document["title"];
  readonly body: ReactNode;
  readonly css: string;
  /** The one program of the page, as text. */
  readonly script: string;
  /** What it may write. */
  readonly later: string;
}

/** A page in one file, to be kept: style and script stand in it, and its policy with it. Equal input, equal bytes. */
export function renderSaved({ frame, title, body, css, script, later }: SavedDocument): RenderedPage {
  const content = renderToStaticMarkup(
    <PageProvider frame={frame}>
      <header className="masthead">
        <SiteLink frame={frame} />
      </header>
      <MomentBanner />
      <main id="main">{body}</main>
    </PageProvider>,
  );
  const style = portalCss + css + fallbackFonts(content, { later, still: false }).css;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${digest(style)}'`,
    `script-src 'sha256-${digest(script)}'`,
    "img-src data:",
    "font-src 'self'",
    `connect-src ${frame.publicUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = renderToStaticMarkup(
    <PageProvider frame={frame}>
      <Head title={title} policy={policy} style={style} />
    </PageProvider>,
  );
  const text = `${head}<body>${content}<script>${script}</script></body>`;
  return { html: `<!doctype html><html lang="${frame.lang}">${text}</html>\n`, style, script: { inline: script } };
}

function Head({ title, policy, style }: Pick<SavedDocument, "title"> & { policy: string; style: string }) {
  const { frame, t } = usePage();
  const name = `${title(t)} · ${t("site.name")}`;
  return (
    <head>
      <Basics />
      <meta httpEquiv="Content-Security-Policy" content={policy} />
      <title>{frame.simulated ? `${t("site.simulatedTitle")}${name}` : name}</title>
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  );
}

function SiteLink({ frame }: { frame: Frame }) {
  const { t } = usePage();
  return (
    <a className="brand" href={frame.publicUrl}>
      <img src={markUrl} alt="" width={28} height={28} />
      <span className="brand-name">{t("site.name")}</span>
      <span className="brand-what">{t("site.what")}</span>
    </a>
  );
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
