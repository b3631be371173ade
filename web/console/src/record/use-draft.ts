import { useCallback, useState } from "react";
import { type Draft, draftId, dropDraft, keepDraft, newKey, readDraft } from "./draft-store.ts";
import type { Values } from "./values.ts";

export interface DraftControl {
  readonly draft: Draft;
  /** Whether it was found from before, typed earlier in this tab. */
  readonly found: boolean;
  readonly change: (patch: Values) => void;
  /** A new key for the same values: where the key stands for something else already. */
  readonly renewKey: () => void;
  readonly forget: () => void;
  /** An empty form again, for the next record. */
  readonly restart: (values: Values) => void;
}

export interface DraftPlace {
  readonly slug: string;
  readonly kind: string;
  readonly about: string | null;
  /** Fields that are not kept: they are typed again after the page was loaded anew. */
  readonly unkept: readonly string[];
}

/** What is typed, kept in the session of the tab with every change. */
export function useDraft({ slug, kind, about, unkept }: DraftPlace, initial: () => Values): DraftControl {
  const id = draftId(slug, kind, about);
  const [{ draft, found }, setDraft] = useState(() => {
    const kept = readDraft(sessionStorage, id);
    return { draft: kept ?? { values: initial(), idempotencyKey: newKey() }, found: kept !== null };
  });
  const update = useCallback(
    (next: Draft) => {
      setDraft({ draft: next, found: false });
      const kept = Object.entries(next.values).filter(([name]) => !unkept.includes(name));
      keepDraft(sessionStorage, id, { ...next, values: Object.fromEntries(kept) });
    },
    [id, unkept],
  );
  return {
    draft,
    found,
    change: (patch) => update({ ...draft, values: { ...draft.values, ...patch } }),
    renewKey: () => update({ ...draft, idempotencyKey: newKey() }),
    forget: () => dropDraft(sessionStorage, id),
    restart: (values) => {
      dropDraft(sessionStorage, id);
      setDraft({ draft: { values, idempotencyKey: newKey() }, found: false });
    },
  };
}
