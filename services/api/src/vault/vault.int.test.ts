import { fromStored, withheldIn } from "@mingzhang/domain";
import { disclosureDigest, parseDisclosure } from "@mingzhang/transparency-log";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture, asker, writeToken } from "../testing/api-fixture.ts";
import {
  appropriation,
  householdPayment,
  mutationText,
  type Recording,
  recordingOn,
  release,
  type Result,
} from "../testing/record.ts";
import { createRecorder } from "../write/recorder.ts";
import { sweepVault } from "./sweep-vault.ts";

const slug = "vaulted";
const name = "仁青卓玛";
let api: ApiFixture;
let record: Recording;
beforeAll(async () => {
  api = await apiFixture();
  await api.adopt(slug);
  record = recordingOn(api, slug);
  await record("recordAppropriation", appropriation("1000000"));
  await record("recordRelease", release("crafts", "500000"));
});
afterAll(() => api.dispose());

interface Field {
  readonly name: string;
  readonly digest: string;
  readonly value: string | null;
  readonly disclosure: string | null;
  readonly erasedAt: string | null;
}

async function field(id: string, token: string | null = writeToken): Promise<Field> {
  const query = `{ event(id: "${id}") { withheld { name digest value disclosure erasedAt } } }`;
  const { data } = await api.ask<{ event: { withheld: readonly Field[] } }>(query, {}, { token });
  const [only] = data?.event.withheld ?? [];
  if (!only) throw new Error(`${id} withholds nothing`);
  return only;
}

async function rows(): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  const found = await client.query(`select * from ${api.vaultSchema}.disclosures order by recorded_at`);
  await client.end();
  return found.rows;
}

async function paid(payeeName: string, idempotencyKey?: string): Promise<Result & { readonly id: string }> {
  const control = idempotencyKey === undefined ? {} : { idempotencyKey };
  const result = await record("recordHouseholdPayment", householdPayment(payeeName), control);
  return { ...result, id: result.events?.[0]?.id ?? "" };
}

describe("a withheld name", () => {
  it("is in the vault and nowhere in the event, and can be shown to be what the entry binds", async () => {
    const { id } = await paid(name);
    const stored = (await api.store.readStream(`plan-${slug}`)).find((event) => event.id === id);
    expect(
      JSON.stringify(stored, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
    ).not.toContain(name);
    const { digest, value, disclosure } = await field(id);
    expect(value).toBe(name);
    expect(disclosureDigest(disclosure ?? "")).toBe(digest);
    expect(parseDisclosure(disclosure ?? "")).toMatchObject({ name: "payeeName", value: name });
    expect(parseDisclosure(disclosure ?? "").salt.length).toBeGreaterThanOrEqual(22);
    expect(await field(id, null)).toEqual({ name: "payeeName", digest, value: null, disclosure: null, erasedAt: null });
  });

  it("has another digest and another salt each time", async () => {
    const [one, other] = [await field((await paid(name)).id), await field((await paid(name)).id)];
    expect(one.digest).not.toBe(other.digest);
    expect(parseDisclosure(one.disclosure ?? "").salt).not.toBe(parseDisclosure(other.disclosure ?? "").salt);
  });

  it("cannot be guessed from the digest of its command either: equal commands have unequal ones", async () => {
    const ids = [(await paid(name)).id, (await paid(name)).id];
    const stored = (await api.store.readStream(`plan-${slug}`)).filter(({ id }) => ids.includes(id));
    expect(new Set(stored.map(({ meta }) => (meta as { digest: string }).digest)).size).toBe(2);
  });

  it("has the same digest when it is tried again, and is another command under another name", async () => {
    const first = await paid(name, "again");
    const before = (await rows()).length;
    expect(await paid(name, "again")).toMatchObject({ repeated: true, id: first.id });
    expect(await paid("扎西", "again")).toMatchObject({ code: "idempotency-key-reused" });
    expect((await rows()).length).toBe(before);
  });

  it("is kept once where two processes record the same command at the same moment", async () => {
    const other = asker(api.another());
    for (let round = 0; round < 40; round++) {
      const variables = { slug, input: householdPayment(name, "1"), control: { idempotencyKey: `race-${round}` } };
      const text = mutationText("recordHouseholdPayment");
      const both = await Promise.all(
        [api.ask, other].map((ask) => ask<{ result: Result }>(text, variables, { token: writeToken })),
      );
      const ids = both.map(({ data }) => data?.result.events?.[0]?.id);
      expect(ids[0]).toBeTruthy();
      expect(ids[0]).toBe(ids[1]);
      expect((await field(ids[0] ?? "")).value).toBe(name);
      expect((await rows()).filter(({ event }) => event === ids[0])).toHaveLength(1);
    }
  });

  it("is not kept for a command that is refused or looked at before", async () => {
    const before = (await rows()).length;
    const input = { ...householdPayment("未付之人"), amountFen: "999999999999" };
    expect(await record("recordHouseholdPayment", input)).toMatchObject({ code: "overdrawn" });
    const query = `query ($command: CommandInput!) { preview(slug: "${slug}", command: $command) { __typename } }`;
    await api.staff(query, { command: { recordHouseholdPayment: householdPayment("未付之人") } });
    expect((await rows()).length).toBe(before);
  });

  it("goes where its command came to nothing, and stays where only the note is missing", async () => {
    const { id } = await paid(name);
    const { digest } = await field(id);
    const orphan = { plan: slug, event: "00000000-0000-4000-8000-000000000001" };
    await api.vault.keep(orphan, [{ name: "payeeName", value: "无人", salt: "s", digest: "d".repeat(43) }]);
    const foreign = { plan: "elsewhere", event: "00000000-0000-4000-8000-000000000002" };
    await api.vault.keep(foreign, [{ name: "payeeName", value: "他处", salt: "s", digest: "e".repeat(43) }]);
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query(`update ${api.vaultSchema}.disclosures set bound_at = null where event = $1`, [id]);
    await client.end();
    const { store, readModels } = api;
    const recorder = createRecorder({ store, readModels, log: { warn: () => undefined }, simulated: false });
    expect(await sweepVault(api.vault, recorder)).toBe(0);
    expect(await sweepVault(api.vault, recorder, -1)).toBe(1);
    expect((await field(id)).digest).toBe(digest);
    const left = await rows();
    expect(left.find(({ event }) => event === id)?.bound_at).toBeInstanceOf(Date);
    expect(left.map(({ event }) => event)).toContain(foreign.event);
    expect(left.map(({ event }) => event)).not.toContain(orphan.event);
  });
});

describe("an erasure", () => {
  it("destroys value and salt; the record stays, says so, and is not brought back by a retry", async () => {
    const first = await paid("将被遗忘", "forget");
    const { digest } = await field(first.id);
    const erased = { occurredOn: "2017-01-05", event: first.id, name: "payeeName", basis: "本人申请" };
    const { events } = await record("eraseDisclosure", erased);
    const { summary } = (
      await api.staff<{ event: { summary: string } }>(`{ event(id: "${events[0]?.id}") { summary } }`)
    ).event;
    expect(summary).toBe("一条记录中依法不公开的收款人姓名已永久删除。依据：本人申请。");
    expect(await field(first.id)).toMatchObject({
      digest,
      value: null,
      disclosure: null,
      erasedAt: expect.any(String),
    });
    expect(await paid("将被遗忘", "forget")).toMatchObject({ repeated: true, id: first.id });
    expect(JSON.stringify(await rows())).not.toContain("将被遗忘");
    const stored = (await api.store.readStream(`plan-${slug}`)).find(({ id }) => id === first.id);
    if (!stored) throw new Error("the event is gone");
    expect(withheldIn(fromStored(stored as never)).map((one) => one.digest)).toEqual([digest]);
  });
});

describe("personal data", () => {
  it("in a public text is refused before it is recorded, and is not repeated", async () => {
    const input = { ...householdPayment(name), purpose: "补助，电话 13800138000" };
    const refused = await record("recordHouseholdPayment", input);
    expect(refused).toMatchObject({
      code: "personal-data",
      details: [{ field: "input.purpose", value: "138…00" }],
    });
    expect(refused.message).toContain("手机号码");
    expect(refused.english).toContain("a mobile phone number");
    expect(JSON.stringify(refused)).not.toContain("13800138000");
  });
});
