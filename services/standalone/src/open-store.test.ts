import { OperatorError } from "@mingzhang/runtime";
import { describe, expect, it } from "vitest";
import { openStore, refuseForeignStore } from "./open-store.ts";

describe("EVENT_STORE_URL", () => {
  it("that names nobody is answered by a line with the variable, its password hidden", async () => {
    const env = { eventStoreUrl: "esdb://operator:geheim@127.0.0.1:1?tls=false" };
    const said: unknown = await openStore({ env, databaseUrl: "", patienceMs: 300 }).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(OperatorError);
    expect((said as Error).message).toContain("EVENT_STORE_URL=esdb://operator:***@127.0.0.1:1");
    expect((said as Error).message).not.toContain("geheim");
  });

  it("is not for a demonstration", () => {
    expect(() => refuseForeignStore({ eventStoreUrl: "esdb://h:2113" })).toThrow("keeps its events in PostgreSQL");
    expect(refuseForeignStore({ eventStoreUrl: undefined })).toBeUndefined();
  });
});
