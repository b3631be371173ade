import type { EventInFull } from "../event/event-page.tsx";
import { useText } from "../i18n/text.tsx";
import { EvidencePicture } from "./evidence-picture.tsx";

interface Attached {
  readonly sha256: string;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly caption: { readonly zh: string; readonly en: string | null };
}

/** What the record of a piece of evidence is about; nothing for other records. */
export function EventEvidence({ event }: { event: EventInFull }) {
  const { t, apiLang } = useText();
  if (event.type !== "EvidenceAttached") return null;
  const { sha256, mediaType, width, height, caption } = JSON.parse(event.publicData) as Attached;
  const said = apiLang === "en" ? (caption.en ?? caption.zh) : caption.zh;
  const alt = t("evidence.open", { caption: said });
  return (
    <p className="file-preview">
      <a href={`/evidence/${sha256}`}>
        {mediaType.startsWith("image/") ? (
          <EvidencePicture {...{ sha256, alt, width, height }} />
        ) : (
          t("evidence.openPdf")
        )}
      </a>
    </p>
  );
}
