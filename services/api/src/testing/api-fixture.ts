import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { EventStore } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { type PlanWorkbook, writePlanWorkbook } from "@mingzhang/open-data";
import { openWriter, type PostgresReadModels, postgresReadModels } from "@mingzhang/read-models";
import type { Log } from "@mingzhang/runtime";
import type { Hono } from "hono";
import pg from "pg";
import { apiApp, type ApiOptions } from "../http/api-app.ts";
import { postgresVault } from "../vault/postgres-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { baiyuSlug, baiyuWorkbook } from "./baiyu-workbook.ts";
import { heldLog } from "./held-log.ts";

export const writeToken = "a-token-for-tests-0123456789";

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

interface Asker {
  readonly token?: string | null;
  readonly lang?: string;
}

/** The API over a real database: store, tables, and the projector's loop between them. */
export interface ApiFixture {
  readonly app: Hono;
  readonly store: EventStore;
  readonly readModels: PostgresReadModels;
  readonly vault: Vault;
  readonly vaultSchema: string;
  /** What the API logged, warnings and errors. */
  readonly logged: readonly object[];
  /** Asks as the public, or as whoever the token is. */
  ask<Data>(query: string, variables?: Record<string, unknown>, asker?: Asker): Promise<Answer<Data>>;
  /** Asks with the write token; throws on an error. */
  staff<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Another API on the same store and tables, as a second process would be. */
  another(changed?: Partial<ApiOptions>): Hono;
  /** Records the Baiyu plan out of its workbook, under this slug, adopted on 2016-01-01. */
  adopt(slug?: string): Promise<void>;
  /** Holds the projector back until the answer is called. */
  holdProjector(): () => void;
  dispose(): Promise<void>;
}

export async function apiFixture(changed: Partial<ApiOptions> = {}): Promise<ApiFixture> {
  const connection = process.env.TEST_DATABASE_URL;
  if (!connection) throw new Error("TEST_DATABASE_URL is not set: run this through Vitest's int project");
  const suffix = randomUUID().slice(0, 8);
  const schemas = { store: `api_store_${suffix}`, tables: `api_tables_${suffix}`, vault: `api_vault_${suffix}` };
  const stopping = new AbortController();
  const store = await postgresStore({ pool: connection, schema: schemas.store });
  const readModels = postgresReadModels({ connection, schema: schemas.tables, head: () => store.head() });
  const vault = await postgresVault({ connection, schema: schemas.vault });
  const logged: object[] = [];
  const gate = { open: Promise.resolve() };
  const projecting = project(store, { connection, schema: schemas.tables, signal: stopping.signal, gate });
  await Promise.race([projecting, readModels.waitFor(0n, 10_000)]);
  const given = { store, readModels, vault, writeToken, simulated: false, publicLog: async () => heldLog };
  const options = { ...given, log: collecting(logged), ...changed };
  const app = apiApp(options);
  const ask = asker(app);
  const staff = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const { data, errors } = await ask<Data>(query, variables, { token: writeToken });
    if (!data || errors.length > 0)
      throw new Error([...errors.map(({ message }) => message), ...logged.map((line) => inspect(line))].join("\n"));
    return data;
  };
  return {
    app,
    store,
    readModels,
    vault,
    vaultSchema: schemas.vault,
    logged,
    ask,
    staff,
    another: (more = {}) => apiApp({ ...options, ...more }),
    adopt: (slug = baiyuSlug) => adopt(staff, slug),
    holdProjector() {
      let release = (): void => undefined;
      gate.open = new Promise((resolve) => (release = resolve));
      return release;
    },
    async dispose() {
      stopping.abort();
      await projecting;
      await readModels.close();
      await vault.close();
      await store.close();
      await dropSchemas(connection, Object.values(schemas));
    },
  };
}

function collecting(logged: object[]): Pick<Log, "warn" | "error"> {
  const keep = (fields: unknown, message?: unknown): void => {
    logged.push({ message, ...(fields as object) });
  };
  return { warn: keep, error: keep };
}

interface Projecting {
  readonly connection: string;
  readonly schema: string;
  readonly signal: AbortSignal;
  readonly gate: { open: Promise<void> };
}

async function project(store: EventStore, { connection, schema, signal, gate }: Projecting): Promise<void> {
  const writer = await openWriter({ connection, schema, signal });
  for await (const batch of store.subscribe({ after: writer.position(), signal })) {
    await gate.open;
    await writer.apply(batch);
  }
  await writer.close();
}

/** Asks an API over HTTP. */
export function asker(app: Pick<Hono, "request">): ApiFixture["ask"] {
  return async (query, variables = {}, { token = null, lang = "zh" } = {}) => {
    const headers = {
      "content-type": "application/json",
      "accept-language": lang,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const body = JSON.stringify({ query, variables });
    const response = await app.request("/graphql", { method: "POST", headers, body });
    const answer = (await response.json()) as { data?: never; errors?: never[] };
    return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
  };
}

export async function workbookContent(changed: Partial<PlanWorkbook> = {}): Promise<string> {
  return Buffer.from(await writePlanWorkbook(baiyuWorkbook(changed))).toString("base64");
}

async function adopt(staff: ApiFixture["staff"], slug: string): Promise<void> {
  const content = await workbookContent({ slug });
  const { result } = await staff<{ result: { __typename: string; message?: string } }>(
    `mutation ($content: String!) {
      result: importWorkbook(contentBase64: $content, adoptedOn: "2016-01-01", control: { idempotencyKey: "adopt" }) {
        __typename
        ... on Refusal { message }
      }
    }`,
    { content },
  );
  if (result.__typename !== "Recorded") throw new Error(result.message ?? result.__typename);
}

async function dropSchemas(connection: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  for (const name of names) await client.query(`drop schema if exists ${name} cascade`);
  await client.end();
}
