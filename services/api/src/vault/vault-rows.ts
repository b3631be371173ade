import pg from "pg";
import { postgresVault } from "./postgres-vault.ts";

const pageSize = 1000;

/** A row as a backup holds it. Whether it is bound is left out: the sweep after a restore looks it up anew. */
interface VaultRow {
  readonly plan: string;
  readonly event: string;
  readonly name: string;
  readonly digest: string;
  readonly salt: string | null;
  readonly value: string | null;
  readonly recorded_at: string;
  readonly erased_at: string | null;
}

/** All that the vault of a database holds, one line of JSON each; nothing where there is no vault. */
export async function* readVaultRows(databaseUrl: string): AsyncGenerator<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: found } = await client.query("select to_regclass('vault.disclosures') as there");
    if (found[0]?.there === null) return;
    let after = ["00000000-0000-0000-0000-000000000000", "", ""];
    for (;;) {
      const { rows } = await client.query<VaultRow>(
        `select plan, event, name, digest, salt, value, recorded_at::text, erased_at::text from vault.disclosures
         where (event, name, digest) > ($1::uuid, $2, $3) order by event, name, digest limit $4`,
        [...after, pageSize],
      );
      for (const row of rows) yield `${JSON.stringify(row)}\n`;
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = [last.event, last.name, last.digest];
    }
  } finally {
    await client.end();
  }
}

/** Puts rows into the vault of a database, which is made where there is none. What is erased there stays erased. */
export async function loadVaultRows(databaseUrl: string, lines: AsyncIterable<string>): Promise<void> {
  await (await postgresVault({ connection: databaseUrl })).close();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    for await (const line of lines) {
      const row = JSON.parse(line) as VaultRow;
      await client.query(
        `insert into vault.disclosures (plan, event, name, digest, salt, value, recorded_at, erased_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        [row.plan, row.event, row.name, row.digest, row.salt, row.value, row.recorded_at, row.erased_at],
      );
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
}
