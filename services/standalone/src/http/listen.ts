import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { OperatorError } from "@mingzhang/runtime";

export interface Listening {
  readonly port: number;
  /** Takes no more requests, lets the running ones finish and cuts streams of events, which never would. */
  readonly close: () => Promise<void>;
}

const patienceMs = 5_000;

export async function listen(
  fetch: (request: Request, incoming: IncomingMessage) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const answers = new Set<ServerResponse>();
  const streams = new WeakSet<ServerResponse>();
  const server = createAdaptorServer({
    async fetch(request, { incoming, outgoing }) {
      const answer = await fetch(request, incoming as IncomingMessage);
      if (answer.headers.get("Content-Type")?.startsWith("text/event-stream")) streams.add(outgoing as ServerResponse);
      return answer;
    },
  }) as Server;
  let closing = false;
  server.prependListener("request", (_, answer: ServerResponse) => {
    answers.add(answer);
    answer.once("close", () => answers.delete(answer));
    if (closing) answer.setHeader("Connection", "close");
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw refusedPort(error as NodeJS.ErrnoException, host, port);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      closing = true;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const until = performance.now() + patienceMs;
      while ([...answers].some((answer) => !streams.has(answer)) && performance.now() < until) await pause(20);
      server.closeAllConnections();
      await closed;
    },
  };
}

function refusedPort(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new OperatorError([
        `PORT=${port} 已被其他程序占用：请先停止它，或换一个端口，例如 PORT=${port + 1} npm start`,
        `PORT=${port} is taken by another program: stop that one, or choose another, as in PORT=${port + 1} npm start`,
      ]);
    case "EACCES":
      return new OperatorError([
        `PORT=${port} 需要更高的权限：请用 1024 以上的端口，例如 PORT=8080`,
        `PORT=${port} needs more rights than this user has: use one above 1024, for example PORT=8080`,
      ]);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new OperatorError([
        `HOST=${host} 不是本机的地址：只在本机使用填 127.0.0.1，供网络访问填 0.0.0.0`,
        `HOST=${host} is no address of this machine: use 127.0.0.1 for this machine only, 0.0.0.0 for the network`,
      ]);
    default:
      return error;
  }
}
