import { useState } from "react";
import { RouterProvider } from "react-router";
import { Provider } from "urql";
import { createClient } from "../client/client.ts";
import { useToken } from "../client/token.ts";
import { createRouter } from "./routes.tsx";

/** The whole console. Who signs in or out gets a new client, so that no answer given to another is shown. */
export function App() {
  const token = useToken();
  const [router] = useState(createRouter);
  const [session, setSession] = useState(() => ({ token, client: createClient() }));
  if (session.token !== token) setSession({ token, client: createClient() });
  return (
    <Provider value={session.client}>
      <RouterProvider router={router} />
    </Provider>
  );
}
