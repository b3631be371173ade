import { languageNames, languages } from "@mingzhang/ui";
import { inLanguage } from "./frame.ts";
import { markUrl } from "./mark.ts";
import { usePage } from "./page-context.tsx";

/** What stands on top of every page: where one is, where one can go, in which language. */
export function Masthead() {
  const { frame, t, link } = usePage();
  const slug = frame.plan?.slug;
  const places = slug
    ? [
        { path: `/plans/${slug}`, text: t("nav.plan") },
        { path: `/plans/${slug}/transfers`, text: t("nav.transfers") },
        { path: `/plans/${slug}/changes`, text: t("nav.changes") },
        { path: "/feeds", text: t("nav.feeds") },
        { path: "/about", text: t("nav.about") },
      ]
    : [
        { path: "/", text: t("nav.home") },
        { path: "/feeds", text: t("nav.feeds") },
        { path: "/about", text: t("nav.about") },
      ];
  return (
    <header className="masthead">
      <a className="skip" href="#main">
        {t("nav.skip")}
      </a>
      <a className="brand" href={link("/")}>
        <img src={markUrl} alt="" width={28} height={28} />
        <span className="brand-name">{t("site.name")}</span>
        <span className="brand-what">{t("site.what")}</span>
      </a>
      <nav aria-label={t("nav.label")}>
        <ul className="places">
          {places.map(({ path, text }) => (
            <li key={path}>
              <a href={link(path)} aria-current={path === frame.path ? "page" : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Languages />
    </header>
  );
}

function Languages() {
  const { frame, t } = usePage();
  return (
    <nav aria-label={t("nav.language")} className="languages">
      <ul>
        {languages.map((lang) => (
          <li key={lang}>
            {lang === frame.lang ? (
              <span lang={lang} aria-current="true">
                {languageNames[lang]}
              </span>
            ) : (
              <a href={inLanguage(frame, lang)} lang={lang} hrefLang={lang}>
                {languageNames[lang]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
