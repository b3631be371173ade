import { describe, expect, it } from "vitest";
import { planPage } from "../portal.tsx";
import { frameFor, shortHistory, textOf, viewAfter } from "../testing/baiyu.ts";
import { type MoneySeries, sumAt } from "./money-series.ts";
import { dayScale, moneyScale } from "./scale.ts";
import { stepLine } from "./step-line.ts";

const points = [
  { day: "2016-07-01", fen: 50n },
  { day: "2017-01-01", fen: 100n },
];

describe("a scale of money", () => {
  it("always holds zero, ends at round figures and keeps proportions", () => {
    const { ticks, y } = moneyScale([1_500_000_000n, 900_000_000n]);
    expect(ticks).toEqual([0n, 500_000_000n, 1_000_000_000n, 1_500_000_000n]);
    expect([y(0n), y(750_000_000n), y(1_500_000_000n)]).toEqual(["1000", "500", "0"]);
  });

  it("goes below zero where money came back, and stands where nothing has moved", () => {
    expect(moneyScale([-30n, 70n]).ticks).toEqual([-40n, -20n, 0n, 20n, 40n, 60n, 80n]);
    expect(moneyScale([]).y(0n)).toBe("0");
  });
});

describe("a line of sums", () => {
  const x = dayScale(2016, 2017);
  const { y } = moneyScale([100n]);

  it("stays until money moves, and ends on the day that it is drawn for", () => {
    expect(x("2016-01-01")).toBe(0);
    expect(stepLine(points, { x, y, until: "2017-07-01" })).toBe("M0 1000H249V500H501V0H748");
  });

  it("has for each day the sum at its end", () => {
    expect(["2016-06-30", "2016-07-01", "2018-01-01"].map((day) => sumAt(points, day))).toEqual([0n, 50n, 100n]);
  });
});

describe("the charts of a plan", () => {
  const view = viewAfter(shortHistory);
  const series: MoneySeries = {
    appropriation: [{ day: "2017-02-01", fen: 2_852_000_000n }],
    release: [{ day: "2017-02-10", fen: 2_000_000_000n }],
    payment: [],
  };
  const { html } = planPage(frameFor(view), { view, changes: [], series });

  it("say their figures in words, as of their day", () => {
    expect(html).toContain(
      'aria-label="资金累计：安排与实际（万元），截至 2018-06-30：已拨付到专户 2852 · 已下达到项目 2000 · 已支付给收款方 0。"',
    );
    expect(textOf(html)).toContain("规划安排（至该年度） 8547");
    expect(textOf(html)).toContain("至所示日期 8547 2852 2000 0");
  });

  it("draw nothing that has not happened: lines end on the day, and years to come show the plan alone", () => {
    const until = dayScale(2016, 2020)("2018-06-30");
    expect(html).toMatch(new RegExp(`class="line-payment" d="M0 1000H${until}"`));
    expect(textOf(html)).toContain("2019 年 安排 3145 尚未到这一年");
  });

  it("answer four questions in sentences with figures", () => {
    const text = textOf(html);
    expect(text).toContain("规划由成都市武侯区出资，总额 15000 万元；已拨付到专户 2852 万元，占 19.01%。");
    expect(text).toContain("已下达到项目 2000 万元，已支付给收款方 0 万元（占总额 0.00%）；在途的钱：专户 852 万元");
    expect(text).toContain("8 个项目中，0 个已验收，0 个在建，8 个尚未开工。");
    expect(text).toContain("1 个节点逾期或未完成。 拖得最久的是“首批完工”（农村危房改造），已逾期 242 天。");
  });
});
