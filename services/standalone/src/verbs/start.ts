import { OperatorError, runProcess } from "@mingzhang/runtime";

/** The whole product in this process until a signal ends it. */
export async function start(args: readonly string[]): Promise<void> {
  await run("start", args);
}

/** The same in a database of its own, with five simulated years. */
export async function demo(args: readonly string[]): Promise<void> {
  await run("demo", args);
}

async function run(kind: "start" | "demo", args: readonly string[]): Promise<void> {
  await runProcess(async (running) => {
    if (args.length > 0) throw unknownOptions(kind === "start" ? "npm start" : "npm run demo", args.join(" "));
    const { startProduct } = await import("../start-product.ts");
    await startProduct(kind, running);
  });
}

function unknownOptions(command: string, options: string): OperatorError {
  return new OperatorError([
    `${command} 不接受参数：${options}，请用环境变量设置，例如 PORT=8090`,
    `${command} takes no options: ${options}; set variables instead, for example PORT=8090`,
  ]);
}
