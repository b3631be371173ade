import { useState } from "react";
import { useText } from "../i18n/text.tsx";

export interface CopyTextProps {
  readonly text: string;
  readonly shown: string;
  readonly label: string;
  /** Words rather than a hash. */
  readonly plain?: boolean;
}

/** Something long shown short, with a button that copies all of it. */
export function CopyText({ text, shown, label, plain = false }: CopyTextProps) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <span className="copy-text">
      {plain ? null : <code title={text}>{shown}</code>}
      <button type="button" onClick={() => void copy()} aria-label={label} title={label}>
        {plain && <span>{shown}</span>}
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path
            d={copied ? "M2.8 8.6l3.4 3.4 7-7.6" : "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7"}
            fill="none"
            stroke="currentColor"
          />
        </svg>
      </button>
      <span role="status" className="mz-aside">
        {copied && t("action.copied")}
      </span>
    </span>
  );
}

/** The clipboard's own way exists on secure origins only; an office may run the console on plain HTTP. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
