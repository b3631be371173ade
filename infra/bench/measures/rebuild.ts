import type pg from "pg";
import { connect } from "../subjects/raw.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const eventsAt = { quick: 20_000, usual: 200_000, full: 1_000_000 } as const;
const schema = "read_models";

interface Table {
  readonly name: string;
  readonly rows: string;
}

async function filledTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1",
    [schema],
  );
  const counted = rows.map(async ({ name }) => {
    const answer = await client.query<{ rows: string }>(`select count(*) as rows from ${name}`);
    return { name, rows: answer.rows[0]?.rows ?? "0" };
  });
  return (await Promise.all(counted)).filter(({ rows: held }) => held !== "0");
}

/**
 * What PostgreSQL needs to take in the same rows, with the same indexes and checks, when nobody has to compute them:
 * from files on the server, table by table.
 */
async function copyMs(client: pg.Client, tables: readonly Table[]): Promise<number> {
  const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const fileOf = ({ name }: Table) => `${rows[0]?.folder}/bench-${name}.copy`;
  for (const table of tables) await client.query(`copy ${table.name} to '${fileOf(table)}'`);
  await client.query(`truncate ${tables.map(({ name }) => name).join(", ")}`);
  await client.query("checkpoint");
  const began = performance.now();
  for (const table of tables) await client.query(`copy ${table.name} from '${fileOf(table)}'`);
  const took = performance.now() - began;
  // A file of the server is removed by the server: this process may run as another user.
  for (const table of tables) await client.query(`copy (select) to program 'rm "${fileOf(table)}"'`);
  return took;
}

async function measure(name: string, { url, scale }: Place): Promise<Sample> {
  const events = eventsAt[scale];
  // Loaded here: it is most of the product.
  const { rebuildOurs } = await import("../projected/ours-rebuilt.ts");
  const { tookMs } = await rebuildOurs(url, events);
  const client = await connect(url);
  try {
    const tables = await filledTables(client);
    const rows = tables.reduce((sum, table) => sum + Number(table.rows), 0);
    const ms = name === "copy" ? await copyMs(client, tables) : tookMs;
    return { value: (events * 1000) / ms, details: { seconds: ms / 1000, "read model rows": rows } };
  } finally {
    await client.end();
  }
}

export const rebuild: Measure = {
  name: "rebuild",
  title:
    "rebuild of all read models of 200 000 events (--quick 20 000, --full 1 000 000), against COPY of the same rows",
  unit: "events/s",
  subjects: ["copy", "ours"],
  base: "copy",
  goal: "0.33; 1 000 000 events in under two minutes",
  run: measure,
  installs: true,
};
