import type { ReactNode } from "react";
import type { Change } from "../changes/change.ts";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

export interface AboutModel {
  /** Whether a public log is kept: without one there is no policy to look at. */
  readonly log: boolean;
  /** The entries that announce further signing keys of the log, oldest first. */
  readonly keys: readonly Change[];
}

const missing = ["evidence", "indicators", "cases", "unstated", "unrecorded"] as const;

/** What the data is and is not, what a verification shows and does not, and where to turn. */
export function aboutPage(frame: Frame, model: AboutModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("about.title"), body: <About {...model} /> });
}

function About({ log, keys }: AboutModel) {
  const { frame, t, link } = usePage();
  return (
    <>
      <h1>{t("about.title")}</h1>
      <p className="lead">{t("about.lead")}</p>
      <Said id="what" />
      <Said id="source">{frame.simulated && <p className="prose warn">{t("about.simulated")}</p>}</Said>
      <Section id="missing" title={t("about.missing")}>
        <ul className="prose">
          {missing.map((what) => (
            <li key={what}>{t(`about.missing.${what}`)}</li>
          ))}
        </ul>
      </Section>
      <Said id="withheld" />
      <Section id="verify" title={t("about.verify")}>
        <ul className="prose">
          <li>{t("about.verify.yes")}</li>
          <li>{t("about.verify.no")}</li>
        </ul>
      </Section>
      <Said id="witness">
        {log && (
          <p>
            <a href="/log/policy">{t("about.policy")}</a>
          </p>
        )}
      </Said>
      {log && <Keys keys={keys} />}
      <Said id="help" />
      <Section id="reuse" title={t("about.reuse")}>
        <p className="prose">
          {t("about.reuse.text")} <a href={link("/feeds")}>{t("nav.feeds")}</a>
        </p>
      </Section>
    </>
  );
}

/** Whoever pinned an earlier key finds here how each later one came to sign. */
function Keys({ keys }: Pick<AboutModel, "keys">) {
  const { t, link } = usePage();
  return (
    <Section id="keys" title={t("about.keys")}>
      <p className="prose">
        {t("about.keys.text")} <a href="/log/keys">{t("about.keys.list")}</a>
      </p>
      {keys.length === 0 ? (
        <p className="prose">{t("about.keys.none")}</p>
      ) : (
        <ul className="prose">
          {keys.map(({ index, sentence }) => (
            <li key={index}>
              {sentence} <a href={link(`/entries/${index}`)}>{t("changes.entry", { index })}</a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Said({ id, children }: { id: "what" | "source" | "withheld" | "witness" | "help"; children?: ReactNode }) {
  const { t } = usePage();
  return (
    <Section id={id} title={t(`about.${id}`)}>
      <p className="prose">{t(`about.${id}.text`)}</p>
      {children}
    </Section>
  );
}
