#!/usr/bin/env node
import { useNodeHash } from "./node-hash.ts";
import { runCli } from "./run-cli.ts";

useNodeHash();
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment: process.env,
  nowSeconds: () => Date.now() / 1000,
});
