import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { OperatorError } from "@mingzhang/runtime";

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

const slowestRequestMs = 30_000;

/** Serves on an address of this machine. Throws an `OperatorError` where that one cannot be had. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.requestTimeout = slowestRequestMs;
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError([
      `无法监听 ${host} 端口 ${port}（${why}）：请换 --host 或 --port`,
      `cannot listen on ${host} port ${port} (${why}): choose another --host or --port`,
    ]);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
