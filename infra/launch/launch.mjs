// The entry of every npm script. Nothing is imported before Node's version is known, so that an old one gets a
// sentence, not a stack.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const [, , verb = "start", ...options] = process.argv;

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `需要 Node.js 20.19 或更高版本，当前为 ${process.version}：请从 https://nodejs.org 安装 ｜ ` +
      `Node.js 20.19 or newer is needed and this is ${process.version}: install it from https://nodejs.org`,
  );
  process.exit(1);
}

const { launch } = await import("./verbs.mjs");
await launch(verb, options);
