import { useEffect, useRef, useState } from "react";
import { keepToken, readToken } from "../client/token.ts";
import { useText } from "../i18n/text.tsx";
import { useSession } from "../shell/session.tsx";
import { type HeldFile, sendFile, type Sent } from "./send-file.ts";

const largest = 20 * 1024 * 1024;

export type UploadPhase =
  | { readonly at: "idle" }
  | { readonly at: "sending"; readonly name: string; readonly share: number }
  | { readonly at: "failed"; readonly file: File; readonly why: string };

export interface Upload {
  readonly phase: UploadPhase;
  /** A picture of this computer, as an address that lives as long as the page; null where none was chosen. */
  readonly local: string | null;
  readonly send: (file: File) => Promise<void>;
  readonly stop: () => void;
}

/** One file on its way to the server. The session is asked for where it is missing or has run out. */
export function useUpload(onHeld: (file: HeldFile & { readonly name: string }) => void): Upload {
  const { t, lang } = useText();
  const { signedIn, signIn } = useSession();
  const [phase, setPhase] = useState<UploadPhase>({ at: "idle" });
  const [local, setLocal] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  // What is typed while the file is on its way must not be undone when it has arrived.
  const held = useRef(onHeld);
  useEffect(() => {
    held.current = onHeld;
  });
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => () => (local === null ? undefined : URL.revokeObjectURL(local)), [local]);

  const send = async (file: File): Promise<void> => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const fail = (why: string) => setPhase({ at: "failed", file, why });
    setLocal(file.type.startsWith("image/") ? URL.createObjectURL(file) : null);
    if (file.size > largest) return fail(t("file.tooLarge"));
    if (!signedIn && !(await signIn())) return fail(t("file.stopped"));
    const attempt = (): Promise<Sent> => {
      setPhase({ at: "sending", name: file.name, share: 0 });
      const onShare = (share: number) => setPhase({ at: "sending", name: file.name, share });
      return sendFile(file, { token: readToken() ?? "", lang, stop: own.signal, onShare });
    };
    let sent = await attempt();
    if (sent.kind === "signedOut") {
      keepToken(null);
      if (await signIn("expired")) sent = await attempt();
    }
    if (running.current !== own) return;
    if (sent.kind === "refused") return fail(sent.why);
    if (sent.kind === "held") {
      setPhase({ at: "idle" });
      return held.current({ ...sent.file, name: file.name });
    }
    fail(t(sent.kind === "interrupted" ? "file.interrupted" : "file.stopped"));
  };
  return { phase, local, send, stop: () => running.current?.abort() };
}
