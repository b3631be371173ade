import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad" | "accent";

/** A short word in a frame. Its tone only underlines what the word says. */
export function Badge({ tone = "plain", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`mz-badge mz-tone-${tone}`} title={title}>
      {children}
    </span>
  );
}
