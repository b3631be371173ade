import type { Breakable } from "../contract/contract-suite.ts";
import type { EventStore } from "../event-store.ts";
import { testProxy, type TestProxy } from "./test-proxy.ts";

/** Stores behind proxies in front of one server, for an engine that reaches it by an address. */
export function breakables(
  serverUrl: string,
  open: (url: string, patienceMs: number) => Promise<EventStore>,
): { openBreakable(patienceMs: number): Promise<Breakable>; closeProxies(): Promise<void> } {
  const proxies: TestProxy[] = [];
  return {
    async openBreakable(patienceMs) {
      const proxy = await testProxy(serverUrl);
      proxies.push(proxy);
      return {
        store: await open(proxy.url, patienceMs),
        loseAnswers: () => proxy.mode("lose answers"),
        cut: () => proxy.mode("refuse"),
        heal: () => proxy.mode("pass"),
      };
    },
    async closeProxies() {
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}
