import { randomBytes } from "node:crypto";
import type { EventStore } from "../../event-store.ts";
import { eventStoreDbStore, type EventStoreDbStoreOptions } from "../eventstoredb-store.ts";
import { protocolDouble, type ProtocolDouble, type ProtocolDoubleOptions } from "./protocol-double.ts";

/** Stores in a namespace of their own, on one server. */
export interface TestStores {
  readonly namespace: string;
  open(options?: Partial<EventStoreDbStoreOptions>): Promise<EventStore>;
  close(): Promise<void>;
}

export function testStores(connectionString: string): TestStores {
  const namespace = `t${randomBytes(8).toString("hex")}`;
  const opened: EventStore[] = [];
  return {
    namespace,
    async open(options = {}) {
      const store = await eventStoreDbStore({ connectionString, namespace, ...options });
      opened.push(store);
      return store;
    },
    async close() {
      await Promise.all(opened.map((store) => store.close()));
    },
  };
}

/** A double and stores on it. */
export interface TestDouble extends TestStores {
  readonly double: ProtocolDouble;
}

export async function testDouble(options: ProtocolDoubleOptions = {}): Promise<TestDouble> {
  const double = await protocolDouble(options);
  const stores = testStores(double.url);
  return {
    ...stores,
    double,
    async close() {
      Object.assign(double.faults, { append: "none", read: "none", subscription: "none", beforeAppend: null });
      await stores.close();
      await double.close();
    },
  };
}
