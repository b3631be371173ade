import { describe, expect, it } from "vitest";
import {
  changesPage,
  entryPage,
  feedsPage,
  homePage,
  projectPage,
  type Transfer,
  transfersPage,
  type TransfersModel,
  troublePage,
} from "./portal.tsx";
import { frameFor, inEnglish, shortHistory, someChange, textOf, viewAfter } from "./testing/baiyu.ts";

const view = viewAfter(shortHistory);
const changes = [someChange];
const release: Transfer = {
  index: "13",
  kind: "release",
  stage: "release",
  occurredOn: "2017-02-10",
  recordedAt: "2017-02-11T02:11:07.123456Z",
  daysLate: 1,
  amountFen: 2_000_000_000n,
  fromLabel: "专户",
  toLabel: "专账：农村危房改造",
  purpose: null,
  voucher: "下-1",
  cumulativeFen: 2_000_000_000n,
  balanceFen: 852_000_100n,
  unproved: false,
};
const model: TransfersModel = {
  view,
  filter: { from: "2017-01-01", to: null, project: "housing", kind: null, year: null, payee: null },
  transfers: [release],
  count: 120,
  series: { appropriation: [], release: [{ day: "2017-02-10", fen: 2_000_000_000n }], payment: [] },
  sums: { appropriation: 0n, release: 2_000_000_000n, payment: 0n },
  page: 2,
  pages: 3,
};

describe("the first page", () => {
  it("leads to the plans, says what this is and how to read it", () => {
    const { html } = homePage(frameFor(null), { plans: [view] });
    expect(html).toContain(`href="/plans/${view.slug}"`);
    expect(textOf(html)).toContain("规划总额 15000 万元 已拨付到专户 2852 万元 已支付给收款方 0 万元 项目数 8");
    expect(textOf(html)).toContain("每条记录有两个时间");
  });

  it("says that there is no plan yet", () => {
    expect(textOf(homePage(frameFor(null), { plans: [] }).html)).toContain("此时尚无公布的规划。");
  });

  it("leads to the same page in the other language", () => {
    expect(homePage(frameFor(null), { plans: [] }).html).toContain(
      '<a href="/?lang=en" lang="en" hrefLang="en">English',
    );
  });
});

describe("the project page", () => {
  const housing = view.projects.find(({ code }) => code === "housing");
  if (!housing) throw new Error("the plan has no housing project");
  const page = projectPage(frameFor(view), { view, project: housing, transfers: [release], transferCount: 1, changes });

  it("shows work, money, sources, milestones and records", () => {
    const text = textOf(page.html);
    expect(text).toContain("新建住房 0 / 2000 户");
    expect(text).toContain("规划安排 11700 万元 已下达 2000 万元 已支付 0 万元");
    expect(text).toContain("县级自筹 金额未载明");
    expect(text).toContain("已逾期 首批完工 应于 2017-10-31");
    expect(text).toContain("下达 专户 → 专账：农村危房改造");
    expect(text).toContain("开工前程序：已完成 0 项，尚缺 7 项");
  });
});

describe("the transfers page", () => {
  const { html } = transfersPage(
    frameFor(view, {
      path: `/plans/${view.slug}/transfers`,
      query: { from: "2017-01-01", project: "housing", page: "2" },
    }),
    model,
  );

  it("shows each movement with its running sums, to the fen", () => {
    expect(textOf(html)).toContain(
      "下达 专户 → 专账：农村危房改造 凭证 下-1 第 13 号记录 2000.0000 2000.0000 852.0001",
    );
    expect(textOf(html)).toContain("所选范围合计（120 笔） 拨付净额 0 万元 下达净额 2000 万元 支付净额 0 万元");
  });

  it("keeps the filter in form, pages and download, and the page only where it belongs", () => {
    expect(html).toContain('<option value="housing" selected="">农村危房改造</option>');
    expect(html).toContain('/transfers?from=2017-01-01&amp;project=housing&amp;page=3" rel="next"');
    expect(html).toContain('/transfers?from=2017-01-01&amp;project=housing" rel="prev"');
    expect(html).toContain('/transfers.csv?from=2017-01-01&amp;project=housing"');
  });
});

describe("the entry page", () => {
  const line = '{"data":{"simulated":false},"id":"a"}';
  const entry = {
    entry: { ...someChange, index: "300", corrects: "12", correctedBy: "301" },
    id: "00000000-0000-4000-8000-000000000001",
    project: { code: "housing", name: { zh: "农村危房改造", en: null } },
    withheld: [],
    corrects: { ...someChange, sentence: "原来的一句。" },
    correctedBy: { ...someChange, index: "301" },
    line,
    leafHash: "ab".repeat(32),
    log: null,
    previous: "299",
    next: null,
  };
  const { html } = entryPage(frameFor(view), entry);

  it("shows both times, what it corrects and what corrects it", () => {
    const text = textOf(html);
    expect(text).toContain("发生日期 2017-02-01 录入时刻（北京时间） 2017-02-13 10:11:07 迟录 12 天");
    expect(text).toContain("这条记录已被更正，以更正后的记录为准： 第 301 号记录");
    expect(text).toContain("它更正的记录 原来的一句。 第 12 号记录");
  });

  it("names what the law withholds, and by which law; where nothing is withheld it does not speak of it", () => {
    const withheld = [{ name: "payeeName", label: "收款人姓名", basis: "《政府信息公开条例》第十五条" }];
    const { html: partly } = entryPage(frameFor(view), { ...entry, withheld });
    expect(textOf(partly)).toContain("收款人姓名：依据《政府信息公开条例》第十五条不予公开");
    expect(textOf(html)).not.toContain("依法不公开");
  });

  it("shows the raw line, its hash, and how to check it", () => {
    const text = textOf(html);
    expect(text).toContain(line);
    expect(text).toContain("ab".repeat(32));
    expect(text).toContain("(printf '\\0'; sed -n 45p 1.ndjson | tr -d '\\n') | sha256sum");
    expect(html).toContain('href="/log/1.ndjson"');
  });

  it("leads to the neighbours that there are", () => {
    expect(html).toContain('href="/entries/299" rel="prev"');
    expect(html).not.toContain('rel="next"');
  });
});

describe("the changes page", () => {
  it("leads to older records by their cursor", () => {
    const { html } = changesPage(frameFor(view, { path: `/plans/${view.slug}/changes` }), {
      changes,
      total: 400,
      revisions: null,
      project: view.projects[0] ?? null,
      older: "MTIz",
    });
    expect(html).toContain(`/plans/${view.slug}/changes?project=housing&amp;after=MTIz" rel="next"`);
    expect(textOf(html)).toContain("共 400 条，后录入的在前。被更正的记录仍然保留。 只含项目：农村危房改造 清除筛选");
  });
});

describe("the feeds page", () => {
  it("names every feed in both languages, and the newest archive page", () => {
    const { html } = feedsPage(frameFor(null, inEnglish), { plans: [view], newest: "700", waiting: null });
    for (const path of ["feed.atom?lang=zh-CN", `feed.json?plan=${view.slug}&amp;lang=en`, "feed/2.atom", "stream"]) {
      expect(html).toContain(`https://example.org/${path}`);
    }
  });
});

describe("the page for trouble", () => {
  it("says what is wrong, with the value, and what helps", () => {
    const trouble = { kind: "no-date", field: "asOf", value: "2016-02-30", dated: true } as const;
    const { html } = troublePage(frameFor(null, { moment: null }), trouble);
    expect(textOf(html)).toContain("日期不存在 asOf=2016-02-30 日期请写成 2018-06-30 的形式");
    expect(textOf(html)).toContain("查看现在的状态");
  });

  it("takes a value for what it is: text", () => {
    const trouble = { kind: "bad-parameter", field: "page", value: "<script>alert(1)</script>", dated: false } as const;
    expect(troublePage(frameFor(null, { moment: null }), trouble).html).not.toContain("<script");
  });
});
