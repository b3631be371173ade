import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { languages } from "@mingzhang/ui";
import { fallbackFonts, fallbackMedia } from "../fonts/fallback-fonts.ts";
import { portalCss } from "../style/portal-css.ts";
import { type Frame, href, inLanguage } from "./frame.ts";
import { markUrl } from "./mark.ts";
import { Masthead } from "./masthead.tsx";
import { MomentBanner } from "./moment-banner.tsx";
import { PageFoot } from "./page-foot.tsx";
import { PageProvider, usePage } from "./page-context.tsx";

/** A whole page as text. `style` is the content of its one style element, for the policy that allows nothing else. */
export interface RenderedPage {
  readonly html: string;
  readonly style: string;
  readonly script: PageScript;
}

/** What a page runs: nothing, files of this site, or the one text that stands in it. */
export type PageScript = "none" | "own" | { readonly inline: string };

export interface Document {
  readonly frame: Frame;
  readonly title: (t: ReturnType<typeof usePage>["t"]) => string;
  readonly body: ReactNode;
  /** Style that only pages of this kind need. */
  readonly css?: string;
  readonly script?: PageScript;
  /** What the script may write: its characters need a font as well. */
  readonly later?: string;
}

/** The page around a body. Equal input gives equal bytes. */
export function renderDocument({ frame, title, body, css = "", script = "none", later = "" }: Document): RenderedPage {
  const content = renderToStaticMarkup(
    <PageProvider frame={frame}>
      <body>
        <Masthead />
        <MomentBanner />
        <main id="main">{body}</main>
        <PageFoot />
      </body>
    </PageProvider>,
  );
  const fonts = fallbackFonts(content, { later, still: true });
  const style = portalCss + css + fonts.css;
  const head = renderToStaticMarkup(
    <PageProvider frame={frame}>
      <Head frame={frame} title={title} style={style} preload={fonts.preload} />
    </PageProvider>,
  );
  return { html: `<!doctype html><html lang="${frame.lang}">${head}${content}</html>\n`, style, script };
}

interface HeadProps extends Pick<Document, "frame" | "title"> {
  readonly style: string;
  readonly preload: string | null;
}

function Head({ frame, title, style, preload }: HeadProps) {
  const { t } = usePage();
  const name = `${title(t)} · ${t("site.name")}`;
  const plan = frame.plan?.slug ?? null;
  return (
    <head>
      <Basics />
      <title>{frame.simulated ? `${t("site.simulatedTitle")}${name}` : name}</title>
      <meta name="description" content={t("site.description")} />
      {languages.map((lang) => (
        <link key={lang} rel="alternate" hrefLang={lang} href={frame.publicUrl + inLanguage(frame, lang)} />
      ))}
      <FeedLink frame={frame} type="application/feed+json" path="/feed.json" plan={plan} />
      <FeedLink frame={frame} type="application/atom+xml" path="/feed.atom" plan={plan} />
      {preload !== null && (
        <link rel="preload" as="font" type="font/woff2" crossOrigin="" media={fallbackMedia} href={preload} />
      )}
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  );
}

/** What the head of every page holds. */
export function Basics() {
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <meta name="theme-color" content="#0d6470" />
      <link rel="icon" href={markUrl} />
    </>
  );
}

function FeedLink({ frame, type, path, plan }: { frame: Frame; type: string; path: string; plan: string | null }) {
  const { t } = usePage();
  const address = href({ ...frame, asked: { asOf: null, knownAt: null } }, path, { plan });
  return <link rel="alternate" type={type} title={plan ? t("foot.planFeed") : t("feeds.all")} href={address} />;
}
