import { type Xml, xml, xmlDocument } from "../xml/xml.ts";

/** A page in each of its languages; `x-default` is the address that names none. */
export interface SitemapPage {
  readonly url: string;
  readonly languages: readonly { readonly lang: string; readonly url: string }[];
}

const most = 50_000;

/** A sitemap of pages with their languages. Throws a RangeError above 50,000. Source: sitemaps.org 0.9. */
export function sitemap(pages: readonly SitemapPage[]): string {
  if (pages.length > most) throw new RangeError(`${pages.length} pages; a sitemap holds ${most}`);
  const namespaces = {
    xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
  };
  return xmlDocument(xml("urlset", namespaces, pages.map(page)));
}

function page({ url, languages }: SitemapPage): Xml {
  const alternate = (lang: string, href: string) => xml("xhtml:link", { rel: "alternate", hreflang: lang, href });
  return xml("url", {}, [
    xml("loc", {}, url),
    ...languages.map(({ lang, url: href }) => alternate(lang, href)),
    alternate("x-default", url),
  ]);
}
