import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./testing/run-parts.ts", import.meta.url));

function run(misdeed: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", script, misdeed], {
    env: { PATH: process.env.PATH, ...env },
  });
  let said = "";
  let complained = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  const closed = once(child, "close");
  const ended = async () => {
    await closed;
    return { code: child.exitCode, said, complained };
  };
  const ready = () => expect.poll(() => said, { timeout: 15_000, interval: 20 }).toContain("ready");
  return { child, ready, ended };
}

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s stops the parts in reverse order and exits 0",
  async (signal) => {
    const { child, ready, ended } = run("");
    await ready();
    child.kill(signal);
    const { code, said } = await ended();
    expect(code).toBe(0);
    expect(said.indexOf("second stops")).toBeGreaterThan(0);
    expect(said.indexOf("first stops")).toBeGreaterThan(said.indexOf("second stops"));
  },
);

test("secrets do not reach the log", async () => {
  const { child, ready, ended } = run("");
  await ready();
  child.kill();
  expect((await ended()).said).toContain('"token":"***","nested":{"password":"***"},"msg":"started"');
});

test("a Ctrl-C that arrives twice, as npm sends it, is one; another a second later ends at once", async () => {
  const { child, ready, ended } = run("slow");
  await ready();
  child.kill("SIGINT");
  child.kill("SIGINT");
  await pause(300);
  expect(child.exitCode).toBeNull();
  await pause(1_000);
  child.kill("SIGINT");
  const { code, said } = await ended();
  expect(code).toBe(130);
  expect(said.split('"msg":"stopping"')).toHaveLength(2);
  expect(said).not.toContain("first stops");
});

test("a part that does not stop is left behind within ten seconds, with exit code 1", async () => {
  const { child, ready, ended } = run("hang");
  await ready();
  const began = performance.now();
  child.kill("SIGTERM");
  const { code, said } = await ended();
  expect(code).toBe(1);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(said).toContain("second does not stop");
});

test("a part that fails to stop does not keep the others from stopping, and the exit code says so", async () => {
  const { child, ready, ended } = run("fail");
  await ready();
  child.kill("SIGTERM");
  const { code, said } = await ended();
  expect(code).toBe(1);
  expect(said).toContain("first stops");
  expect(said).toContain("second fails");
});

test("a refusal prints its line only, stops what was started and exits 2", async () => {
  const { code, said, complained } = await run("refuse").ended();
  expect(code).toBe(2);
  expect(complained).toBe("端口已被占用 ｜ the port is taken\n");
  expect(said).toBe("second stops\nfirst stops\n");
});

test("a wrong variable stops the start before anything is started", async () => {
  const { code, said, complained } = await run("", { PORT: "eighty" }).ended();
  expect(code).toBe(2);
  expect(complained).toMatch(/^PORT=eighty 不对：.* ｜ PORT=eighty is wrong: .*\n$/);
  expect(said).toBe("");
});

test("an error at the start is logged with its stack, and what was started is stopped", async () => {
  const { code, said } = await run("break").ended();
  expect(code).toBe(1);
  expect(said).toMatch(/"level":"fatal".*broken at start.*run-parts\.ts/);
  expect(said).toContain("first stops");
});

test("an error that nobody caught is logged and ends the process", async () => {
  const { code, said } = await run("reject").ended();
  expect(code).toBe(1);
  expect(said).toMatch(/"level":"fatal".*nobody caught this.*"msg":"crashed"/);
});
