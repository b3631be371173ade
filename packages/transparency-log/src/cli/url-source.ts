import { fetchedFiles, LogOutage } from "../tiles/fetched-files.ts";
import type { LogSource } from "./log-source.ts";
import { Hindered } from "./outage.ts";

/** A log that is served. An outage is told in the words of the command. */
export function urlSource(address: string): LogSource {
  if (!URL.canParse(address)) throw new Hindered("unreachable", address);
  const headers = { "user-agent": "mingzhang-log-verifier" };
  const files = fetchedFiles({ address, headers, fetch: (url, request) => fetch(url, request) });
  return {
    paths: undefined,
    files: {
      read: (path, maximalBytes) =>
        files.read(path, maximalBytes).catch((error: unknown) => {
          throw error instanceof LogOutage ? new Hindered(error.reason, error.subject, error) : error;
        }),
    },
    close: () => Promise.resolve(),
  };
}
