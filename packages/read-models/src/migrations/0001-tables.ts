import { type Kysely, type Migration, sql } from "kysely";

/** The tables of the first version. `db` speaks to the schema that is being built. */
export const tables: Migration = {
  async up(db: Kysely<unknown>) {
    await position(db);
    await events(db);
    await transfers(db);
    await allocations(db);
    await snapshots(db);
  },
};

async function position(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("checkpoint")
    .addColumn("singleton", "boolean", (col) =>
      col
        .primaryKey()
        .defaultTo(true)
        .check(sql`singleton`),
    )
    .addColumn("built_as", "text", (col) => col.notNull())
    .addColumn("build", "uuid", (col) => col.notNull())
    .addColumn("position", "bigint", (col) => col.notNull())
    .addColumn("recorded_at", "timestamptz", (col) => col.notNull())
    .addColumn("public_count", "bigint", (col) => col.notNull())
    .execute();
  await db.schema
    .createTable("plan")
    .addColumn("slug", sql`text collate "C"`, (col) => col.primaryKey())
    .addColumn("last_revision", "integer", (col) => col.notNull())
    .addColumn("last_position", "bigint", (col) => col.notNull())
    .addColumn("refold_credit", "bigint", (col) => col.notNull())
    .execute();
}

async function events(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("plan_event")
    .addColumn("position", "bigint", (col) => col.primaryKey())
    .addColumn("public_index", "bigint", (col) => col.notNull().unique())
    .addColumn("id", "uuid", (col) => col.notNull().unique())
    .addColumn("plan", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("revision", "integer", (col) => col.notNull())
    .addColumn("type", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("occurred_on", "date", (col) => col.notNull())
    .addColumn("recorded_at", "timestamptz", (col) => col.notNull())
    // Not jsonb: it would lose the order of keys.
    .addColumn("data", "json", (col) => col.notNull())
    .addColumn("meta", "json", (col) => col.notNull())
    .addColumn("fact", "uuid", (col) => col.notNull())
    .addColumn("place", "bigint", (col) => col.notNull())
    .addColumn("settles", "uuid")
    .addColumn("projects", sql`text[]`, (col) => col.notNull())
    .addColumn("moves", "boolean", (col) => col.notNull())
    .addColumn("replaced_at", "bigint")
    .addColumn("replaced_by", "uuid")
    .addUniqueConstraint("plan_event_revision", ["plan", "revision"])
    .addCheckConstraint("plan_event_replaced", sql`(replaced_at is null) = (replaced_by is null)`)
    .execute();
  const on = (name: string) => db.schema.createIndex(name).on("plan_event");
  await on("plan_event_timeline").columns(["plan", "occurred_on", "place"]).execute();
  const folded = on("plan_event_folded").columns(["plan", "occurred_on", "place"]);
  await folded.where(sql.ref("moves"), "=", sql.lit(false)).execute();
  await on("plan_event_recorded").columns(["plan", "position"]).execute();
  await on("plan_event_instant").columns(["recorded_at", "position"]).execute();
  await on("plan_event_fact").column("fact").execute();
  await on("plan_event_settles").column("settles").where(sql.ref("settles"), "is not", null).execute();
  await on("plan_event_adoption").columns(["plan"]).where(sql.ref("type"), "=", sql.lit("PlanAdopted")).execute();
}

async function transfers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("transfer")
    .addColumn("plan", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("fact", "uuid", (col) => col.notNull())
    .addColumn("event", "uuid", (col) => col.notNull())
    .addColumn("kind", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("occurred_on", "date", (col) => col.notNull())
    .addColumn("recorded_at", "timestamptz", (col) => col.notNull())
    .addColumn("place", "bigint", (col) => col.notNull())
    .addColumn("public_index", "bigint", (col) => col.notNull())
    .addColumn("amount_fen", "bigint", (col) => col.notNull().check(sql`amount_fen > 0`))
    .addColumn("from_account", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("to_account", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("project", sql`text collate "C"`)
    .addColumn("fiscal_year", "integer")
    .addColumn("counted_in", "integer", (col) => col.notNull())
    .addColumn("appropriated_fen", "bigint", (col) => col.notNull())
    .addColumn("released_fen", "bigint", (col) => col.notNull())
    .addColumn("paid_fen", "bigint", (col) => col.notNull())
    .addColumn("simulated", "boolean", (col) => col.notNull())
    .addColumn("settles", "uuid")
    .addColumn("payee_name", "text")
    .addColumn("purpose", "text")
    .addColumn("voucher", "text", (col) => col.notNull())
    .addColumn("known_from", "bigint", (col) => col.notNull())
    .addColumn("known_to", "bigint")
    .addPrimaryKeyConstraint("transfer_key", ["fact", "known_from"])
    .addCheckConstraint("transfer_known", sql`known_to > known_from`)
    .execute();
  const on = (name: string) => db.schema.createIndex(name).on("transfer");
  await on("transfer_timeline").columns(["plan", "occurred_on", "place"]).execute();
  await on("transfer_settles").column("settles").where(sql.ref("settles"), "is not", null).execute();
  // A fact has one row at a time: two that are current would count it twice.
  await on("transfer_current").unique().column("fact").where(sql.ref("known_to"), "is", null).execute();
}

async function allocations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("allocation")
    .addColumn("plan", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("event", "uuid", (col) => col.notNull())
    .addColumn("occurred_on", "date", (col) => col.notNull())
    .addColumn("place", "bigint", (col) => col.notNull())
    .addColumn("project", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("year", "integer", (col) => col.notNull())
    .addColumn("amount_fen", "bigint", (col) => col.notNull())
    .addColumn("known_from", "bigint", (col) => col.notNull())
    .addColumn("known_to", "bigint")
    .addPrimaryKeyConstraint("allocation_key", ["event", "project", "year"])
    .addCheckConstraint("allocation_known", sql`known_to > known_from`)
    .execute();
  await db.schema
    .createIndex("allocation_timeline")
    .on("allocation")
    .columns(["plan", "occurred_on", "place"])
    .execute();
}

async function snapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("plan_snapshot")
    .addColumn("plan", sql`text collate "C"`, (col) => col.notNull())
    .addColumn("through_on", "date", (col) => col.notNull())
    .addColumn("known_from", "bigint", (col) => col.notNull())
    .addColumn("known_to", "bigint")
    // Text and not jsonb: a state's keys stand in the order in which they came.
    .addColumn("state", "text", (col) => col.notNull())
    .addPrimaryKeyConstraint("plan_snapshot_key", ["plan", "through_on", "known_from"])
    .addCheckConstraint("plan_snapshot_known", sql`known_to > known_from`)
    .execute();
  await db.schema
    .createIndex("plan_snapshot_current")
    .unique()
    .on("plan_snapshot")
    .columns(["plan", "through_on"])
    .where(sql.ref("known_to"), "is", null)
    .execute();
}
