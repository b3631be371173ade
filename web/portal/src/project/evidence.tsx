import { type EvidenceView, inLang, type LocalText, type ProjectView } from "@mingzhang/domain";
import { Day, dayText } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { sizeText } from "./size-text.ts";

/** When and why each piece of evidence was withdrawn, by its digest. */
export type Withdrawals = ReadonlyMap<string, { readonly on: string; readonly reason: string }>;

/** Widths of the smaller forms that every wider picture has. */
const smaller = [480, 960] as const;
/** How wide a picture stands: one, two or three beside each other. */
const sizes = "(min-width:64rem) 22rem,(min-width:40rem) 46vw,94vw";

/**
 * Pictures by milestone, and by day within each; then documents. What is withdrawn by now is told in a sentence, for
 * past dates as well: it is served to nobody any more.
 */
export function Evidence({ project, withdrawals }: { project: ProjectView; withdrawals: Withdrawals }) {
  const { t, frame } = usePage();
  const all = (project.evidence ?? []).map((evidence) => ({
    evidence,
    gone: evidence.withdrawn ?? withdrawals.get(evidence.sha256) ?? null,
  }));
  const shown = all.filter(({ gone }) => gone === null).map(({ evidence }) => evidence);
  const pictures = shown.filter(({ width }) => width !== null);
  const documents = shown.filter(({ width }) => width === null);
  // A milestone may be planned after the day of the picture, and not be there yet at the dates of the page.
  const order = new Map<string | null, number>(project.milestones.map(({ code }, at) => [code, at]));
  const placeOf = ({ milestone }: EvidenceView) => order.get(milestone) ?? order.size;
  const byMilestone = pictures.toSorted((a, b) => placeOf(a) - placeOf(b));
  return (
    <Section id="evidence" title={t("evidence.title")} {...(shown.length > 0 ? { lead: t("evidence.lead") } : {})}>
      {all.length === 0 && <p className="empty">{t("evidence.none")}</p>}
      {frame.simulated && pictures.length > 0 && <p className="warn">{t("evidence.simulated")}</p>}
      {pictures.length > 0 && (
        <ul className="gallery">
          {byMilestone.map((evidence) => (
            <li key={evidence.sha256}>
              <Picture evidence={evidence} milestone={project.milestones[placeOf(evidence)]?.name ?? null} />
            </li>
          ))}
        </ul>
      )}
      <Documents documents={documents} />
      <Withdrawn all={all} />
    </Section>
  );
}

function Picture({ evidence, milestone }: { evidence: EvidenceView; milestone: LocalText | null }) {
  const { t, words } = usePage();
  const { sha256, caption, kind, bytes, width, height } = evidence;
  if (width === null || height === null) return null;
  const address = `/evidence/${sha256}`;
  const forms = smaller.filter((each) => each < width).map((each) => `${address}?width=${each} ${each}w`);
  const first = width > smaller[0] ? `${address}?width=${smaller[0]}` : address;
  return (
    <figure>
      <a href={address}>
        <img
          src={first}
          srcSet={[...forms, `${address} ${width}w`].join(", ")}
          sizes={sizes}
          width={width}
          height={height}
          alt={inLang(caption, words)}
          loading="lazy"
          decoding="async"
        />
      </a>
      <figcaption>
        <p>
          <Local text={caption} />
        </p>
        <p className="soft">
          <Day date={evidence.occurredOn} />
          {milestone && (
            <span>
              {t("evidence.atMilestone")}
              <Local text={milestone} />
            </span>
          )}
          {kind !== "photo" && <span>{t(`evidence.kind.${kind}`)}</span>}
        </p>
        <p>
          <a href={address}>{t("evidence.full", { width, height, size: sizeText(bytes) })}</a>
        </p>
        <Fingerprint sha256={sha256} />
      </figcaption>
    </figure>
  );
}

function Documents({ documents }: { documents: readonly EvidenceView[] }) {
  const { t } = usePage();
  if (documents.length === 0) return null;
  return (
    <>
      <h3>{t("evidence.documents")}</h3>
      <ul className="documents">
        {documents.map(({ sha256, caption, kind, bytes, occurredOn }) => (
          <li key={sha256}>
            <p>
              <a href={`/evidence/${sha256}`} download={`${sha256.slice(0, 12)}.pdf`}>
                <Local text={caption} />
              </a>
            </p>
            <p className="soft">
              <Day date={occurredOn} />
              <span>{t(`evidence.kind.${kind}`)}</span>
              <span>{t("evidence.document", { size: sizeText(bytes) })}</span>
            </p>
            <Fingerprint sha256={sha256} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Folded away: 64 characters say nothing to whoever does not compare them. */
function Fingerprint({ sha256 }: { sha256: string }) {
  const { t } = usePage();
  return (
    <details>
      <summary>{t("evidence.fingerprint")} SHA-256</summary>
      <code className="mono">{sha256}</code>
    </details>
  );
}

interface Placed {
  readonly evidence: EvidenceView;
  readonly gone: { readonly on: string; readonly reason: string } | null;
}

/** Without the caption: it may name whoever asked that the picture should go. */
function Withdrawn({ all }: { all: readonly Placed[] }) {
  const { t, frame } = usePage();
  const said = all.flatMap(({ evidence, gone }) => (gone ? [{ evidence, gone }] : []));
  if (said.length === 0) return null;
  return (
    <>
      <h3>{t("evidence.withdrawn")}</h3>
      <ul className="documents">
        {said.map(({ evidence: { sha256, kind, occurredOn }, gone: { on, reason } }) => (
          <li key={sha256}>
            <p>
              {t("evidence.gone", {
                kind: t(`evidence.kind.${kind}`),
                day: dayText(occurredOn, frame.lang),
                on: dayText(on, frame.lang),
              })}
              <span lang="zh-CN">{reason}</span>
            </p>
            <Fingerprint sha256={sha256} />
          </li>
        ))}
      </ul>
    </>
  );
}
