import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { events, everything, follow } from "../contract/given.ts";
import type { EventStore } from "../event-store.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase();
});
afterEach(() => database.dispose());

/** What the store says when it refuses; fails where it does not. */
async function refusal(doing: Promise<unknown>): Promise<string> {
  const error: unknown = await doing.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Error)) throw new Error("It was not refused.");
  return error.message;
}

/** One sentence: it begins with what became of the append, ends with what to do, and no full stop lies between. */
function oneSentence(what: RegExp, remedy: string): RegExp {
  return new RegExp(`^Nothing was appended: [^.]*${what.source}[^.]*; [^.]*${remedy}[^.]*\\.$`);
}

/** Twelve appends at once, most of which share a commit; all are refused alike. */
async function expectAllRefused(store: EventStore, says: RegExp): Promise<void> {
  const sent = Array.from({ length: 12 }, (_, index) => store.append(`plan-${index}`, "any", events(3)));
  for (const said of await Promise.all(sent.map(refusal))) expect(said).toMatch(says);
}

/** After the cause is gone: what is appended now follows what was there, and followers have missed nothing. */
async function expectWhole(store: EventStore, before: number, following: ReturnType<typeof follow>): Promise<void> {
  const appended = await store.append("afterwards", "absent", events(2));
  expect(appended).toMatchObject({ kind: "appended", revision: 1, repeated: false });
  const all = await everything(store);
  expect(all).toHaveLength(before + 2);
  expect((await following).flat()).toEqual(all);
  expect((await store.head()).position).toBe(all.at(-1)?.position);
}

const untilAfterwards = (store: EventStore) =>
  follow(store, { after: 0n }, (seen) => seen.at(-1)?.stream === "afterwards");

describe("a database whose disk is full", () => {
  it("refuses all of a group, writes no part of it, and is written to again as soon as there is room", async () => {
    const store = await database.open();
    await store.append("plan", "absent", events(2));
    const following = untilAfterwards(store);
    const { admin, schema } = database;
    // In the server's own words and at the last of three rows; a tablespace that is really full says the same.
    await admin.query(`
      create function ${schema}.no_space() returns trigger language plpgsql as $$
      begin
        raise exception 'could not extend file "base/1/2": No space left on device'
          using errcode = 'disk_full', hint = 'Check free disk space.';
      end $$;
      create trigger no_space before insert on ${schema}.events
        for each row when (new.append_index = 2) execute function ${schema}.no_space()`);
    await expectAllRefused(store, oneSentence(/No space left on device/, "free space on the database's disk"));
    expect(await everything(store)).toHaveLength(2);
    expect(await store.lastPosition()).toBe((await everything(store)).at(-1)?.position);
    await admin.query(`drop trigger no_space on ${schema}.events`);
    await expectWhole(store, 2, following);
  });
});

describe("a role", () => {
  let role: string;
  let url: string;
  let owner: EventStore;
  beforeEach(async () => {
    role = `role_${randomBytes(6).toString("hex")}`;
    owner = await database.open();
    await owner.append("plan", "absent", events(2));
    await database.admin.query(`create role ${role} login password 'secret'`);
    const own = new URL(database.url);
    own.username = role;
    own.password = "secret";
    url = own.href;
  });
  afterEach(async () => {
    await database.admin.query(`drop owned by ${role}`);
    await database.admin.query(`drop role ${role}`);
  });

  /** As the README says it. */
  const grants = (rights: string) =>
    database.admin.query(`
      grant usage on schema ${database.schema} to ${role};
      grant select on all tables in schema ${database.schema} to ${role};
      grant select, update on sequence ${database.schema}.clock to ${role};
      grant execute on all functions in schema ${database.schema} to ${role};
      ${rights}`);
  const inserting = () => `grant insert on all tables in schema ${database.schema} to ${role}`;

  it("whose transactions are read-only reads and follows, is told what to change, and then appends", async () => {
    await grants(inserting());
    await database.admin.query(`alter role ${role} set default_transaction_read_only = on`);
    const store = await database.open({ pool: url });
    const following = untilAfterwards(store);
    const says =
      /^Nothing was appended: cannot execute \w+(\(\))? in a read-only transaction; [^.]*to the primary[^.]*\.$/;
    await expectAllRefused(store, says);
    expect(await everything(store)).toEqual(await everything(owner));
    expect(await store.readLast("plan")).toMatchObject({ revision: 1 });
    await database.admin.query(`alter role ${role} set default_transaction_read_only = off`);
    await expect.poll(() => store.append("meanwhile", "any", events(1)).catch(() => null)).not.toBeNull();
    await expectWhole(store, (await everything(owner)).length, following);
  });

  it("without the right to insert, as where it only serves readers, is told which rights it lacks", async () => {
    await grants("");
    const store = await database.open({ pool: url });
    const following = untilAfterwards(store);
    await expectAllRefused(store, oneSentence(/permission denied/, "grant the role what the README"));
    expect(await everything(store)).toHaveLength(2);
    await grants(inserting());
    await expectWhole(store, 2, following);
  });

  it("is told what to change where a read-only database has no schema yet, and opens when it may be made", async () => {
    const schema = `${database.schema}_new`;
    await database.admin.query(`
      alter role ${role} set default_transaction_read_only = on;
      grant create on database ${new URL(url).pathname.slice(1)} to ${role}`);
    const opening = await refusal(database.open({ pool: url, schema }));
    expect(opening).toMatch(/in a read-only transaction; [^.]*to the primary[^.]*\.$/);
    const left = await database.admin.query("select from pg_namespace where nspname = $1", [schema]);
    expect(left.rowCount).toBe(0);
    await database.admin.query(`alter role ${role} set default_transaction_read_only = off`);
    const store = await database.open({ pool: url, schema });
    expect(await store.append("plan", "absent", events(1))).toMatchObject({ revision: 0 });
    await store.close();
    await database.admin.query(`drop schema ${schema} cascade`);
  });
});

describe("a database of a newer version", () => {
  it("is refused with what to do, is left as it is, and opens when it is restored", async () => {
    const { admin, schema } = database;
    const before = await database.open();
    await before.append("plan", "absent", events(2));
    await before.close();
    const contents = async () => (await admin.query(`select * from ${schema}.schema_version order by version`)).rows;
    await admin.query(`insert into ${schema}.schema_version values (70, now())`);
    const newer = await contents();
    expect(await refusal(database.open())).toMatch(
      / is of version 70; .*[Ss]tart the newer program, or restore a backup/,
    );
    expect(await contents()).toEqual(newer);
    await admin.query(`delete from ${schema}.schema_version where version = 70`);
    const after = await database.open();
    await expectWhole(after, 2, untilAfterwards(after));
  });
});
