import { describe, expect, it } from "vitest";
import { frameFor, inEnglish, shortHistory, someChange, textOf, viewAfter } from "../testing/baiyu.ts";
import type { MoneySeries } from "../charts/money-series.ts";
import { matrixRows } from "./matrix-rows.ts";
import { planPage } from "./plan-page.tsx";

const adopted = viewAfter(shortHistory.slice(0, 1));
const later = viewAfter(shortHistory);
const changes = [someChange];
const series: MoneySeries = {
  appropriation: [{ day: "2017-02-01", fen: 2_852_000_000n }],
  release: [{ day: "2017-02-10", fen: 2_000_000_000n }],
  payment: [],
};

describe("the plan page", () => {
  it("shows the figures of the plan's annex", () => {
    const text = textOf(planPage(frameFor(adopted), { view: adopted, changes, series }).html);
    expect(text).toContain("规划总额 15000 万元");
    expect(text).toContain("农村危房改造 0 2827 2720 2870 3283 11700");
    expect(text).toContain("产业优化 800 0 250 250 0 1300");
    expect(text).toContain("规划安排合计 2700 2852 2995 3145 3308 15000");
    expect(text).toContain("按标准测算 2717.00 2852.85 2995.49 3145.27 3302.53 15013.14");
    expect(text).toContain("安排与标准之差 −17.00 −0.85 −0.49 −0.27 +5.47 −13.14");
    for (const share of ["78.00%", "12.33%", "8.67%", "0.67%", "0.33%"]) expect(text).toContain(share);
    expect(text).toContain("计划资金 12000 万元 到位资金 9639 万元 项目总数 16 已竣工 10 在建 6");
  });

  it("shows the same in English, and marks what nobody translated", () => {
    const view = later;
    const { html } = planPage(frameFor(view, inEnglish), { view, changes, series });
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(textOf(html)).toContain("By the rule 2717.00 2852.85 2995.49 3145.27 3302.53 15013.14");
    expect(html).toContain('<span lang="zh-CN">首批完工</span>');
  });

  it("tells how far the money has come and what is late", () => {
    const text = textOf(planPage(frameFor(later), { view: later, changes, series }).html);
    expect(text).toContain("已拨付到专户 2852 万元 占规划总额 19.01%");
    expect(text).toContain("已下达到项目 2000 万元");
    expect(text).toContain("专户结存 852 万元");
    expect(text).toContain("逾期或未完成（1） 已逾期 首批完工 农村危房改造 应于 2017-10-31 已逾期 242 天");
    expect(text).toContain("支援方财政拨付2017年度资金2,852万元到专户（凭证拨-1）。 第 12 号记录");
  });

  it("holds no field that is for staff", () => {
    expect(planPage(frameFor(later), { view: later, changes, series }).html).not.toContain("仅供内部");
  });

  it("says that figures are simulated, in title and banner", () => {
    const view = viewAfter(shortHistory, true);
    const { html } = planPage(frameFor(view), { view, changes, series });
    expect(html).toContain("<title>【模拟数据】");
    expect(textOf(html)).toContain("模拟数据 规划通过之后的记录均为模拟生成");
    expect(planPage(frameFor(later), { view: later, changes, series }).html).not.toContain("模拟");
  });

  it("says that one looks at the past, and carries the dates on", () => {
    const asked = { asOf: "2018-06-30", knownAt: "2018-06-30T00:00:00.123456Z" };
    const { html } = planPage(frameFor(later, { asked }), { view: later, changes, series });
    expect(textOf(html)).toContain(
      "您正在查看过去的状态 ：事情截至 2018年6月30日 ，按 2018-06-30 08:00:00 （北京时间）已录入的记录。 回到现在",
    );
    const dates = "asOf=2018-06-30&amp;knownAt=2018-06-30T00:00:00.123456Z";
    expect(html).toContain(`/projects/housing?${dates}"`);
    expect(html).toContain(`/data/${later.slug}/transfers.csv?${dates}"`);
    expect(html).toContain('name="knownAt" value="2018-06-30T08:00:01"');
  });

  it("names the state that it shows and links to it", () => {
    const frame = frameFor(later);
    const { html } = planPage(frame, { view: later, changes, series });
    expect(html).toContain(frame.plan?.stateHash ?? "-");
    const kept = "asOf=2018-06-30&amp;knownAt=2018-06-30T00:00:00.123456Z&amp;lang=zh-CN";
    expect(html).toContain(`href="/plans/${later.slug}?${kept}" rel="bookmark"`);
  });

  it("needs no script, no style but its own, and nothing from elsewhere", () => {
    const { html, style } = planPage(frameFor(later), { view: later, changes, series });
    expect(html).not.toMatch(/<script|\sstyle="|\son\w+="/);
    expect(html.split("<style>")).toHaveLength(2);
    expect(html).toContain(`<style>${style}</style>`);
    const outside = [...html.matchAll(/(?:href|src)="(https?:[^"]+)"/g)].map(([, url]) => url);
    expect(outside.every((url) => url?.startsWith("https://example.org/"))).toBe(true);
  });

  it("is the same text for the same input", () => {
    const frame = frameFor(later);
    expect(planPage(frame, { view: later, changes, series })).toEqual(
      planPage(frame, { view: later, changes, series }),
    );
  });
});

describe("the rows of the annex", () => {
  it("add up: projects to sectors, sectors to the total", () => {
    const rows = matrixRows(adopted);
    const sum = (kind: string, column: number) =>
      rows.filter((row) => row.kind === kind).reduce((total, row) => total + (row.years[column] ?? 0n), 0n);
    for (const column of adopted.years.keys()) {
      expect(sum("sector", column)).toBe(sum("project", column));
      expect(sum("total", column)).toBe(sum("sector", column));
      expect(sum("variance", column)).toBe(sum("total", column) - sum("rule", column));
    }
  });

  it("have no rule line where there is no rule", () => {
    const years = adopted.years.map((year) => ({ ...year, byRuleFen: null, varianceFen: null }));
    const rule = matrixRows({ ...adopted, years }).find(({ kind }) => kind === "rule");
    expect(rule).toMatchObject({ years: [null, null, null, null, null], sumFen: null });
  });
});
