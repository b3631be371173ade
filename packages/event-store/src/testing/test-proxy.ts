import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * What the network does between store and server, from the next bytes on:
 * - `pass`: everything goes through;
 * - `lose answers`: requests arrive, and the connection breaks in place of their answer;
 * - `leave the server waiting`: the client's side breaks at once, the server's side stays open and unaware;
 * - `silence`: requests arrive, answers never do, and nothing breaks;
 * - `refuse`: existing connections break and new ones are not taken.
 */
export type ProxyMode = "pass" | "lose answers" | "leave the server waiting" | "silence" | "refuse";

export interface TestProxy {
  readonly url: string;
  mode(mode: ProxyMode): void;
  close(): Promise<void>;
}

/** A TCP proxy in front of the server that the address names; it adds no delay of its own. */
export async function testProxy(databaseUrl: string): Promise<TestProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let mode: ProxyMode = "pass";

  function track(socket: Socket): Socket {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    return socket;
  }

  const clients = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    if (mode === "refuse") return client.destroy();
    const upstream = track(connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true }));
    clients.add(track(client));
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => {
      if (mode === "pass") client.write(bytes);
      else if (mode === "lose answers") client.destroy();
    });
    client.on("close", () => {
      clients.delete(client);
      if (mode !== "leave the server waiting") upstream.destroy();
    });
    upstream.on("close", () => client.destroy());
    return undefined;
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    mode(next) {
      mode = next;
      if (next === "refuse" || next === "leave the server waiting") for (const client of clients) client.destroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
