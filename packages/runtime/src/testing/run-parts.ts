import { OperatorError, runProcess } from "@mingzhang/runtime";

// Run by the tests as a process of its own: starts two parts, says so, and then does what its first argument asks.
const [misdeed] = process.argv.slice(2);
const say = (words: string) => process.stdout.write(`${words}\n`);

await runProcess(async ({ log, own }) => {
  own("first", async () => say("first stops"));
  own("second", async () => {
    say("second stops");
    if (misdeed === "hang") await new Promise(() => setInterval(() => undefined, 1_000));
    if (misdeed === "fail") throw new Error("second fails");
    if (misdeed === "slow") await new Promise((resolve) => setTimeout(resolve, 3_000));
  });
  if (misdeed === "refuse") throw new OperatorError(["端口已被占用", "the port is taken"]);
  if (misdeed === "break") throw new Error("broken at start");
  log.info({ token: "hunter2", nested: { password: "hunter2" } }, "started");
  say("ready");
  if (misdeed === "reject") void Promise.reject(new Error("nobody caught this"));
  setInterval(() => undefined, 1_000);
});
