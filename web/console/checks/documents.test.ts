import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "@graphql-codegen/cli";
import { expect, it } from "vitest";
import config from "../codegen.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

it("the typed documents are the ones that the committed schema gives", { timeout: 60_000 }, async () => {
  const written = (await generate({ ...config, cwd: root, silent: true, errorsOnly: true }, false)) as {
    filename: string;
    content: string;
  }[];
  expect(written.length).toBe(Object.keys(config.generates).length);
  for (const { filename, content } of written) {
    const committed = await readFile(join(root, filename.replace(root, "")), "utf8");
    expect(committed, `${filename} is stale: run "pnpm generate"`).toBe(content);
  }
});
