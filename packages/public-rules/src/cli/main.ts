import { useNodeHash } from "@mingzhang/transparency-log/node";
import { verifyLog } from "./verify-log.ts";

useNodeHash();
// Whoever reads the first lines and closes the pipe (`… | head`) gets the exit code all the same.
process.stdout.on("error", () => undefined);
// `npm run verify` names itself first where it is started by the launcher.
const args = process.argv.slice(2).filter((arg, at) => at > 0 || arg !== "verify");
process.exitCode = await verifyLog(args, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment: process.env,
  nowSeconds: () => Date.now() / 1000,
});
