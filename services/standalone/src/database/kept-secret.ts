import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";

const absent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/**
 * A secret that is made at the first call and read from `folder/name` (mode 0600) ever after.
 * `fresh` says that this call made it, so that it can be shown once. Two callers at once get the same value.
 */
export async function keptSecret(folder: string, name: string): Promise<{ value: string; fresh: boolean }> {
  const file = join(folder, name);
  const read = async () => (await readFile(file, "utf8")).trim();
  const kept = await read().catch((error: unknown) => (absent(error) ? "" : Promise.reject(error)));
  if (kept) return { value: kept, fresh: false };
  await mkdir(folder, { recursive: true });
  const value = randomBytes(24).toString("base64url");
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  await handle.writeFile(`${value}\n`);
  await handle.sync();
  await handle.close();
  const won = await link(draft, file).then(
    () => true,
    () => false,
  );
  await unlink(draft);
  return won ? { value, fresh: true } : { value: await read(), fresh: false };
}
