import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { isPast, readView, searchFor, type View, withParams } from "./view-state.ts";

export interface ViewControl {
  readonly view: View;
  /** As variables of a query; what is now is left out. */
  readonly variables: { asOf?: string; knownAt?: string };
  readonly past: boolean;
  /** Moves the page to another view. Dragging replaces the address, a choice adds to the history. */
  readonly move: (patch: Partial<View>, replace?: boolean) => void;
  readonly backToNow: () => void;
}

export function useView(): ViewControl {
  const [params, setParams] = useSearchParams();
  const asOf = params.get("asOf");
  const knownAt = params.get("knownAt");
  const move = useCallback(
    (patch: Partial<View>, replace = false) => {
      setParams((current) => withParams(current, patch), { replace, preventScrollReset: true });
    },
    [setParams],
  );
  return useMemo(() => {
    const view = readView(withParams(new URLSearchParams(), { asOf, knownAt }));
    return {
      view,
      variables: { ...(view.asOf && { asOf: view.asOf }), ...(view.knownAt && { knownAt: view.knownAt }) },
      past: isPast(view),
      move,
      backToNow: () => move({ asOf: null, knownAt: null }),
    };
  }, [asOf, knownAt, move]);
}

/** Builds addresses of other pages that stay in the same view, unit and language. */
export function useViewPath(): (path: string, own?: Readonly<Record<string, string | null>>) => string {
  const [params] = useSearchParams();
  return useCallback((path, own = {}) => path + searchFor(params, own), [params]);
}
