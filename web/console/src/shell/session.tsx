import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useToken } from "../client/token.ts";
import { SignInDialog } from "./sign-in-dialog.tsx";

export interface Session {
  readonly signedIn: boolean;
  /** Asks for the token; true once it was accepted, false where the reader turned away. */
  readonly signIn: (why?: "expired") => Promise<boolean>;
}

const SessionContext = createContext<Session | null>(null);

/** Who may record. Reading needs no session; recording asks for it at the moment that it is needed. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const signedIn = useToken() !== null;
  const [open, setOpen] = useState<{ why: "expired" | undefined } | null>(null);
  const waiting = useRef<((accepted: boolean) => void)[]>([]);
  const signIn = useCallback((why?: "expired") => {
    setOpen({ why });
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, []);
  const close = useCallback((accepted: boolean) => {
    setOpen(null);
    for (const resolve of waiting.current.splice(0)) resolve(accepted);
  }, []);
  const session = useMemo(() => ({ signedIn, signIn }), [signedIn, signIn]);
  return (
    <SessionContext value={session}>
      {children}
      {open && <SignInDialog why={open.why} onClose={close} />}
    </SessionContext>
  );
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside of SessionProvider");
  return session;
}
