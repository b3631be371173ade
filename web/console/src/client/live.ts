import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { onEnd, pipe, subscribe } from "wonka";
import { useText } from "../i18n/text.tsx";
import { PlanEventsDocument, type PlanEventsSubscription } from "./documents.gen.ts";

export type Notice = PlanEventsSubscription["planEvents"];

export interface Live {
  /** How many events came since the page was opened. */
  readonly revision: number;
  readonly latest: Notice | null;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/** Listens to the events of a plan for as long as the page is open; after an outage goes on where it left off. */
export function useLive(slug: string, position: string | null): Live {
  const client = useClient();
  const { apiLang } = useText();
  const [live, setLive] = useState<Live>({ revision: 0, latest: null });
  const seen = useRef<string | null>(null);
  const started = position !== null;
  // Says where the stream begins, once; a newer position does not start it anew. Effects run in this order.
  useEffect(() => {
    seen.current ??= position;
  }, [position]);

  useEffect(() => {
    if (!started) return;
    let waitMs = firstWaitMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop: (() => void) | undefined;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stop?.();
        listen();
      }, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    };
    const listen = () => {
      let over = false;
      // A stream ends by an error, by the server, or because the page leaves; each counts once.
      const ended = () => {
        if (!over) again();
        over = true;
      };
      const source = client.subscription(PlanEventsDocument, { slug, after: seen.current, lang: apiLang });
      const { unsubscribe } = pipe(
        source,
        onEnd(ended),
        subscribe((result) => {
          const notice = result.data?.planEvents;
          if (result.error) ended();
          if (!notice) return;
          waitMs = firstWaitMs;
          seen.current = notice.position;
          setLive((before) => ({ revision: before.revision + 1, latest: notice }));
        }),
      );
      stop = () => {
        over = true;
        unsubscribe();
      };
    };
    listen();
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [client, slug, apiLang, started]);
  return live;
}
