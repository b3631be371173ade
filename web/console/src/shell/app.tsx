import { useMemo, useState } from "react";
import { RouterProvider } from "react-router";
import { Provider } from "urql";
import { createClient } from "../client/client.ts";
import { useToken } from "../client/token.ts";
import { createRouter } from "./routes.tsx";

/** The whole console. Who signs in or out gets a new client, so that no answer given to another is shown. */
export function App() {
  const token = useToken();
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const client = useMemo(() => createClient(), [token]);
  const [router] = useState(createRouter);
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  );
}
