import { useState } from "react";
import { useText } from "../i18n/text.tsx";

export interface EvidencePictureProps {
  readonly sha256: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * The small form of a picture. A page of the past may name one that was taken down since: then it says so in words.
 */
export function EvidencePicture({ sha256, alt, width, height }: EvidencePictureProps) {
  const { t } = useText();
  const [gone, setGone] = useState(false);
  if (gone) return <span className="evidence-gone">{t("evidence.gone")}</span>;
  return (
    <img
      src={`/evidence/${sha256}?width=480`}
      alt={alt}
      loading="lazy"
      decoding="async"
      width={width ?? undefined}
      height={height ?? undefined}
      onError={() => setGone(true)}
    />
  );
}
