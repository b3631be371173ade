import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useClient } from "urql";
import { ProjectionDocument, type ProjectionQuery } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";

/** How far the pages are behind what is recorded. */
export type ProjectionNow = ProjectionQuery["projection"];
/** How the public log stands. */
export type PublicLogNow = NonNullable<ProjectionQuery["publicLog"]>;

/** Both of one answer; `publicLog` is null where the server keeps no log, or could not tell. */
export interface StandingNow {
  readonly projection: ProjectionNow;
  readonly publicLog: PublicLogNow | null;
}

const ProjectionContext = createContext<StandingNow | null>(null);

/** How often it is looked at: a tab that nobody sees does not ask. */
const restMs = 10_000;
const behindMs = 2_000;

/** Asks time and again, once for the whole page. */
export function ProjectionProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const { apiLang: lang } = useText();
  const [now, setNow] = useState<StandingNow | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      const seen = document.visibilityState === "visible";
      const answer = seen
        ? await client.query(ProjectionDocument, { lang }, { requestPolicy: "network-only" }).toPromise()
        : null;
      if (over) return;
      const found = answer?.data?.projection ?? null;
      // An outage is told by the page that cannot be had, not here.
      if (found) setNow({ projection: found, publicLog: answer?.data?.publicLog ?? null });
      timer = setTimeout(() => void ask(), found && found.state !== "upToDate" ? behindMs : restMs);
    };
    const look = () => {
      clearTimeout(timer);
      void ask();
    };
    const onSeen = () => {
      if (document.visibilityState === "visible") look();
    };
    look();
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [client, lang]);
  return <ProjectionContext value={now}>{children}</ProjectionContext>;
}

/** Null before the first answer. */
export function useProjection(): StandingNow | null {
  return useContext(ProjectionContext);
}
