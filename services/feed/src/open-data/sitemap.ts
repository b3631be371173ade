import { sitemap } from "@mingzhang/open-data";
import { withQuery } from "@mingzhang/portal";
import { languages } from "@mingzhang/ui";
import type { DataAnswer } from "../http/data-route.ts";
import type { Question } from "../http/question.ts";
import { allPlans } from "./exports.ts";

/** The pages that a search engine should know. Entries are reached from them: there can be more than a map holds. */
export async function sitemapExport(question: Question): Promise<DataAnswer> {
  const plans = await allPlans(question);
  const paths = [
    "/",
    "/feeds",
    ...plans.flatMap(({ view: { slug, projects } }) => [
      `/plans/${slug}`,
      `/plans/${slug}/transfers`,
      `/plans/${slug}/changes`,
      ...projects.map(({ code }) => `/plans/${slug}/projects/${code}`),
    ]),
  ];
  const url = (path: string, lang: string | null) => question.publicUrl + withQuery(path, { lang });
  const pages = paths.map((path) => ({
    url: url(path, null),
    languages: languages.map((lang) => ({ lang, url: url(path, lang) })),
  }));
  return { body: sitemap(pages), type: "application/xml; charset=utf-8", caching: "revalidate" };
}
