import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./child.mjs";

const passedOver = new Set(["node_modules", "dist", ".cache"]);

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return [];
  if (kind.isFile()) return [path];
  const names = readdirSync(path).filter((name) => !passedOver.has(name));
  return names.toSorted().flatMap((name) => filesBelow(join(path, name)));
}

/**
 * A hash of the names and contents of files and folders (below the checkout), and of the Node that would use them.
 * @param {string[]} paths
 */
export function fingerprint(paths) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Whether a step was done for just these inputs.
 * @param {string} marker
 * @param {string} inputs
 */
export function isDone(marker, inputs) {
  try {
    return readFileSync(join(root, marker), "utf8") === inputs;
  } catch {
    return false;
  }
}

/**
 * @param {string} marker
 * @param {string} inputs
 */
export function markDone(marker, inputs) {
  const file = join(root, marker);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, inputs);
}

/** The folders of the workspace's packages, as `packages/ledger`. */
export function packageFolders() {
  return ["packages", "services", "web"].flatMap((group) =>
    readdirSync(join(root, group))
      .filter((name) => statSync(join(root, group, name, "package.json"), { throwIfNoEntry: false }))
      .map((name) => `${group}/${name}`),
  );
}
