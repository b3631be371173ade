import { createServer } from "node:net";
import { once } from "node:events";
import { OperatorError } from "@mingzhang/runtime";
import { describe, expect, it } from "vitest";
import { checkDatabase, masked } from "./database-url.ts";

const good = new URL(process.env.TEST_DATABASE_URL ?? "");
const wrong = (change: (url: URL) => void): string => {
  const url = new URL(good);
  change(url);
  return url.href;
};
async function said(url: string): Promise<string> {
  const error: unknown = await checkDatabase(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  return (error as Error).message;
}

describe("a DATABASE_URL", () => {
  it("passes where it works", async () => expect(await checkDatabase(good.href)).toBeUndefined());

  it("is told apart from one with a wrong password, which stays hidden", async () => {
    const text = await said(wrong((url) => (url.password = "top-secret")));
    expect(text).toContain("wrong password for user");
    expect(text).toContain("DATABASE_URL=");
    expect(text).not.toContain("top-secret");
  });

  it("is told apart from one with an unknown database", async () => {
    expect(await said(wrong((url) => (url.pathname = "/nowhere")))).toContain("there is no database nowhere");
  });

  it("is told apart from one with an unknown host", async () => {
    expect(await said("postgres://u:p@no-such-host.invalid:5432/x")).toContain(
      "no-such-host.invalid:5432 is not known",
    );
  });

  it("is told apart from one where nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    server.close();
    expect(await said(`postgres://u:p@127.0.0.1:${port}/x`)).toContain(`127.0.0.1:${port} refuses the connection`);
  });

  it("is shown without its password in every form", () => {
    expect(masked("postgres://user:se:c@ret@host/x")).toBe("postgres://user:***@host/x");
    expect(masked("postgres://host/x?user=a&password=secret&b=c")).toBe("postgres://host/x?user=a&password=***&b=c");
  });
});
