import { Day } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { ProjectInFull } from "../plan/project-page.tsx";
import { RecordLink } from "../view/record-link.tsx";
import { EvidencePicture } from "./evidence-picture.tsx";
import { fileSize } from "./file-size.ts";

type Evidence = ProjectInFull["evidence"][number];

/** What there is to see of a project. What was taken down is told in words, with the reason. */
export function EvidenceSection({ slug, project }: { slug: string; project: ProjectInFull }) {
  const { t } = useText();
  const { evidence } = project;
  return (
    <section className="sheet" aria-labelledby="project-evidence">
      <h2 id="project-evidence">{t("evidence.title")}</h2>
      {evidence.length === 0 && <p className="empty">{t("evidence.none")}</p>}
      <ul className="evidence">
        {evidence.map((one) => (
          <li key={one.sha256}>
            <Item slug={slug} project={project} evidence={one} />
          </li>
        ))}
      </ul>
      <div className="actions">
        <RecordLink slug={slug} kind="evidence-attach" params={{ project: project.code }} />
      </div>
    </section>
  );
}

interface ItemProps {
  readonly slug: string;
  readonly project: ProjectInFull;
  readonly evidence: Evidence;
}

function Item({ slug, project, evidence }: ItemProps) {
  const { t } = useText();
  const { sha256, caption, withdrawn } = evidence;
  const params = { project: project.code, sha256 };
  return (
    <figure data-withdrawn={withdrawn !== null || undefined}>
      <Shown evidence={evidence} />
      <figcaption>
        <strong>{caption}</strong>
        <Facts project={project} evidence={evidence} />
        <span className="soft evidence-digest" title={sha256}>
          {t("evidence.digest")} <code>{sha256.slice(0, 12)}…</code>
        </span>
        {withdrawn === null && (
          <RecordLink
            slug={slug}
            kind="evidence-withdraw"
            params={params}
            label={t("evidence.withdraw")}
            spoken={t("evidence.withdrawThis", { caption })}
          />
        )}
      </figcaption>
    </figure>
  );
}

function Shown({ evidence: { sha256, mediaType, caption, url, width, height, withdrawn } }: { evidence: Evidence }) {
  const { t } = useText();
  if (withdrawn !== null || url === null) {
    return (
      <p className="evidence-gone">
        {t("evidence.withdrawn", { on: withdrawn?.on ?? "", reason: withdrawn?.reason ?? "" })}
      </p>
    );
  }
  if (!mediaType.startsWith("image/")) {
    return (
      <a className="evidence-file" href={url}>
        {t("evidence.openPdf")}
      </a>
    );
  }
  return (
    <a className="evidence-picture" href={url}>
      <EvidencePicture sha256={sha256} alt={t("evidence.open", { caption })} width={width} height={height} />
    </a>
  );
}

function Facts({ project, evidence: { kind, occurredOn, milestone, bytes } }: Omit<ItemProps, "slug">) {
  const { t, lang } = useText();
  const step = project.milestones.find(({ code }) => code === milestone);
  return (
    <span className="soft">
      {t(`evidence.kind.${kind}`)} · <Day date={occurredOn} /> · {fileSize(bytes, lang)}
      {step && <> · {step.name}</>}
    </span>
  );
}
