import { createContext, type ReactNode, useContext } from "react";

const RevisionContext = createContext(0);

/** A number that grows with every event that the page has heard of: answers below are asked for again. */
export function RevisionProvider({ revision, children }: { revision: number; children: ReactNode }) {
  return <RevisionContext value={revision}>{children}</RevisionContext>;
}

export function useRevision(): number {
  return useContext(RevisionContext);
}
