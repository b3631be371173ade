import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Amount, Day, Instant, type Lang, Lateness, MilestoneStatus, Percent, Table, UiProvider } from "./ui.ts";

function render(node: ReactNode, lang: Lang = "zh-CN"): string {
  return renderToStaticMarkup(<UiProvider lang={lang}>{node}</UiProvider>);
}

describe("Amount", () => {
  it("writes 万元 by default and keeps the exact fen in the page", () => {
    expect(render(<Amount fen="2827000000" withUnit />)).toBe(
      '<data class="mz-amount" value="2827000000">2827<span class="mz-unit"> 万元</span></data>',
    );
  });

  it("names the exact amount where it shows a rounded one", () => {
    expect(render(<Amount fen={2_995_492_500n} digits={2} />)).toBe(
      '<data class="mz-amount" value="2995492500" title="精确值 2995.4925 万元">2995.49</data>',
    );
  });

  it("marks a negative amount by sign and class, and a gain by a plus where differences are shown", () => {
    expect(render(<Amount fen={-17_000_000n} digits={2} />)).toContain('mz-negative" value="-17000000">−17.00<');
    expect(render(<Amount fen={17_000_000n} signed />)).toContain(">+17<");
  });

  it("says that there is no figure instead of showing zero", () => {
    expect(render(<Amount fen={null} />)).toContain("无数据");
    expect(render(<Percent value={null} />, "en")).toContain("no data");
  });
});

describe("times", () => {
  it("carry the machine-readable value", () => {
    expect(render(<Day date="2018-06-30" long />, "en")).toBe(
      '<time class="mz-time" dateTime="2018-06-30">30 June 2018</time>',
    );
    expect(render(<Instant at="2019-01-09T02:11:07.123456Z" />)).toContain('dateTime="2019-01-09T02:11:07.123456Z"');
  });

  it("show lateness only where there is some", () => {
    expect(render(<Lateness days={0} />)).toBe("");
    expect(render(<Lateness days={12} />)).toContain("迟录 12 天");
  });
});

describe("MilestoneStatus", () => {
  it("says the state in a word beside the shape", () => {
    expect(render(<MilestoneStatus status="missed" />)).toMatch(/<svg.*aria-hidden="true".*<span>未完成<\/span>/);
  });
});

describe("Table", () => {
  const columns = [
    { id: "name", head: "项目", namesRow: true, cell: (row: { name: string }) => row.name, foot: "合计" },
    { id: "sum", head: "金额", figures: true, cell: () => "1", foot: "2" },
  ];

  it("names rows and columns for who hears it", () => {
    const html = render(
      <Table caption="投资" columns={columns} rows={[{ name: "危房" }]} rowKey={(row) => row.name} />,
    );
    expect(html).toContain('<th scope="col">项目</th>');
    expect(html).toContain('<th scope="row">危房</th>');
    expect(html).toContain('<th scope="row">合计</th>');
    expect(html).toMatch(
      /role="group" aria-labelledby="([^"]+)" tabindex="0"><table class="mz-table"><caption id="\1">投资/,
    );
  });

  it("says that it is empty, without a sum of nothing", () => {
    const html = render(
      <Table caption="投资" columns={columns} rows={[]} rowKey={(row) => row.name} empty="没有记录" />,
    );
    expect(html).toContain("没有记录");
    expect(html).not.toContain("合计");
  });
});
