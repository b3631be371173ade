import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { matrixQuery, type PlanMatrix } from "./testing/matrix.ts";
import { type Ended, newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";
import { edited } from "./testing/workbooks.ts";

const slug = "wuhou-baiyu-2016-2020";
let dataDir = "";
let product: Product;
const file = (name: string) => join(dataDir, name);

async function matrix(of: string): Promise<PlanMatrix> {
  return (await ask<{ plan: PlanMatrix }>(product, matrixQuery, { slug: of })).plan;
}

const importing = (...options: readonly string[]): Promise<Ended> =>
  runVerb(["import", ...options], { DATA_DIR: dataDir });

/** Five different faults, by the cell in which each of them stands. */
async function writeFaulty(): Promise<readonly string[]> {
  const cells: string[] = [];
  const note = (sheet: string, cell: { address: string; value: unknown }, value: string | number) => {
    cell.value = value;
    cells.push(`${sheet}!${cell.address}`);
  };
  await edited(file("plan.xlsx"), file("faulty.xlsx"), ({ cell, value }) => {
    note("项目表", cell("昌台牦牛养殖和帐篷城", "2016年"), "三百");
    note("项目表", cell("河坡民族特色手工业", "估算总投资"), 301);
    note("项目表", cell("火龙沟巴巴沟旅游基础设施", "竣工年限"), 2031);
    note("项目表", cell("社会管理创新", "项目名称"), "偶曲河防洪综合治理");
    note("规划", value("简称"), "Not A Slug");
  });
  return cells;
}

beforeAll(async () => {
  dataDir = await newDataDir();
  product = await startProduct("start", dataDir);
  const workbook = await fetch(`${product.url}/plans/${slug}/workbook.xlsx`);
  await writeFile(file("plan.xlsx"), new Uint8Array(await workbook.arrayBuffer()));
});
afterAll(async () => {
  await product?.end();
  await removeDataDir(dataDir);
});

describe("an import, while the server runs", () => {
  it("of what was exported changes nothing", async () => {
    const before = await matrix(slug);
    const { code, out } = await importing(file("plan.xlsx"));
    expect([code, out]).toEqual([0, expect.stringContaining("there is nothing to record")]);
    expect(await matrix(slug)).toEqual(before);
  });

  it("of five faults names them all with their cells, and records nothing", async () => {
    const cells = await writeFaulty();
    const before = await matrix(slug);
    const { code, out } = await importing(file("faulty.xlsx"));
    expect(code).toBe(1);
    expect(cells.filter((cell) => !out.includes(cell))).toEqual([]);
    expect(out).toContain("Nothing was recorded");
    expect(out).toContain("三百");
    expect(await matrix(slug)).toEqual(before);
  });

  it("of another plan shows what it would record, then records it", async () => {
    const other = "wuhou-baiyu-copy";
    await edited(file("plan.xlsx"), file("other.xlsx"), ({ value }) => {
      value("简称").value = other;
    });
    const shown = await importing(file("other.xlsx"), "--dry-run");
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining("would record")]);
    expect(await matrix(other)).toBeNull();
    const recorded = await importing(file("other.xlsx"));
    expect([recorded.code, recorded.out]).toEqual([0, expect.stringContaining("已记录")]);
    const [copy, own] = [await matrix(other), await matrix(slug)];
    const figures = ({ years, projects, total }: PlanMatrix) => ({
      years,
      total,
      cells: projects.map(({ code, allocations }) => [code, allocations]),
    });
    expect(figures(copy)).toEqual(figures(own));
  });
});

describe("a wrong call", () => {
  it.each([
    [["import"], {}, "Usage: npm run import -- FILE.xlsx"],
    [["stat"], {}, "there is no command stat"],
    [["start"], { PORT: "eighty" }, "PORT=eighty is wrong"],
    [["start"], { DATABASE_URL: "postgres://u:geheim@127.0.0.1:1/x" }, "127.0.0.1:1 refuses the connection"],
  ])("%j with %j is answered in one line and with exit code 2", async (options, env, line) => {
    const folder = await newDataDir();
    const { code, err, out } = await runVerb(options, { DATA_DIR: folder, ...env });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(line);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain("geheim");
    await removeDataDir(folder);
  });

  it("of a port that is taken names it and another one", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const folder = await newDataDir();
    const { code, err } = await runVerb(["start"], { DATA_DIR: folder, PORT: String(port) });
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain(`PORT=${port} is taken by another program`);
    server.close();
    await removeDataDir(folder);
  });
});

describe("a rebuild", () => {
  it("leaves the running server answering the same, and what it records next visible", async () => {
    const before = await matrix(slug);
    const { code, out } = await runVerb(["rebuild"], { DATA_DIR: dataDir });
    expect([code, out]).toEqual([0, expect.stringContaining("rebuilt up to position")]);
    expect(await matrix(slug)).toEqual(before);
    const input = { occurredOn: "2016-03-22", year: 2016, amountFen: "1500000000", voucher: "重建之后" };
    const mutation = `mutation ($slug: String!, $input: AppropriationInput!) {
      result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: "after-rebuild" }) {
        ... on Recorded { visible }
      }
    }`;
    await ask(product, mutation, { slug, input });
    const csv = async () => (await fetch(`${product.url}/data/${slug}/transfers.csv`)).text();
    await expect.poll(csv, { timeout: 10_000 }).toContain("重建之后");
  });
});

describe("with no server running", () => {
  it("an import and a rebuild open the database by themselves", async () => {
    await product.end();
    const changed = await importing(file("plan.xlsx"));
    expect([changed.code, changed.out]).toEqual([0, expect.stringContaining("there is nothing to record")]);
    const rebuilt = await runVerb(["rebuild"], { DATA_DIR: dataDir });
    expect([rebuilt.code, rebuilt.out]).toEqual([0, expect.stringContaining("100 %")]);
  });
});
