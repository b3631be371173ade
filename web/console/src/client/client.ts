import { cacheExchange, Client, fetchExchange } from "urql";
import { readToken } from "./token.ts";

/**
 * A client for one session. Subscriptions are server-sent events over the same address, one request each. The token is
 * read when a request is sent: a form that waits for a sign-in goes on with the client that it began with.
 */
export function createClient(): Client {
  return new Client({
    url: "/graphql",
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: () => {
      const token = readToken();
      return {
        headers: {
          // Errors of the server come in the language of the page.
          "accept-language": document.documentElement.lang,
          ...(token && { authorization: `Bearer ${token}` }),
        },
      };
    },
  });
}
