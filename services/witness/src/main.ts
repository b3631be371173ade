import { runProcess } from "@mingzhang/runtime";
import { formatVkey } from "@mingzhang/transparency-log";
import { usage, witnessArguments } from "./arguments.ts";
import { greeting, saidOf } from "./console-words.ts";
import { listen } from "./listen.ts";
import { newKeys, readLog } from "./trusted-log.ts";
import { witnessApp } from "./witness-app.ts";
import { keepLog, openWitnessFolder } from "./witness-folder.ts";
import { openWitness } from "./witness.ts";

const args = process.argv.slice(2).filter((arg, at) => at > 0 || arg !== "witness");

await runProcess(async ({ log, own }) => {
  const { help, data: folder, name, host, port, logs: given } = witnessArguments(args);
  if (help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const named = (await Promise.all(given.map(readLog))).flat();
  const { key, fresh, signed, logs: known } = await openWitnessFolder(folder, name);
  const added = newKeys(known, named);
  for (const each of added) await keepLog(folder, formatVkey(each));
  const logs = [...known, ...added];
  const witness = openWitness({ folder: signed, key, logs, nowSeconds: () => Date.now() / 1000 });
  // A record that cannot be read is found before anybody relies on this witness.
  await witness.watched();
  const app = witnessApp({
    witness,
    heard: (answer) => process.stdout.write(`${new Date().toISOString()} ${saidOf(answer)}\n`),
    failed: (err) => log.error({ err }, "a request failed"),
  });
  const server = await listen((request) => app.fetch(request), { host, port });
  own("http", server.close);
  const firstUse = added.filter((each) => named.some((one) => one.key === each && one.from !== undefined));
  process.stdout.write(greeting({ url: server.url, vkey: witness.vkey, folder, fresh, logs, firstUse }));
});
