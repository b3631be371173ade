import { cacheExchange, Client, fetchExchange } from "urql";

/** A client for one session. Subscriptions are server-sent events over the same address, one request each. */
export function createClient(token: string | null): Client {
  return new Client({
    url: "/graphql",
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: () => ({
      headers: {
        // Errors of the server come in the language of the page.
        "accept-language": document.documentElement.lang,
        ...(token && { authorization: `Bearer ${token}` }),
      },
    }),
  });
}
