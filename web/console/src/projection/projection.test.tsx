import { UiProvider } from "@mingzhang/ui";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { TextProvider } from "../i18n/text.tsx";
import { ProjectionBanner } from "./projection-banner.tsx";
import { ProjectionStatus } from "./projection-status.tsx";
import type { ProjectionNow, PublicLogNow } from "./use-projection.tsx";

const calm: ProjectionNow = {
  position: "58",
  lagSeconds: 0,
  state: "upToDate",
  shards: [
    { shard: 3, failed: null },
    { shard: 4, failed: null },
  ],
};
const failed = {
  eventId: "3f2b8c1e-0d4a-4e6b-9a51-7c2d1e0f9b3a",
  plan: "stuck",
  position: "59",
  type: "Unheard",
  since: "2026-01-09T02:11:07.123456Z",
  reason: null,
};
const stuck: ProjectionNow = { ...calm, state: "shardStanding", shards: [{ shard: 3, failed }] };

const log: PublicLogNow = {
  state: "growing",
  publishedSize: 34,
  publishedAt: "2026-01-09T02:11:07.123000Z",
  waitingEntries: 0,
  waitingSince: null,
  heldBack: null,
  missingWitnesses: [],
};
const held: PublicLogNow = {
  ...log,
  state: "held",
  waitingEntries: 2,
  waitingSince: "2026-01-09T02:12:00.000001Z",
  heldBack: { code: "quorum-missing", why: "签署的见证人不足", remedy: "请联系见证人", detail: null },
  missingWitnesses: [{ name: "county", why: "没有应答", detail: null }],
};

function shown(part: ReactNode, lang: "zh-CN" | "en" = "zh-CN"): string {
  return renderToStaticMarkup(
    <MemoryRouter>
      <TextProvider lang={lang}>
        <UiProvider lang={lang} unit="wan">
          {part}
        </UiProvider>
      </TextProvider>
    </MemoryRouter>,
  );
}

/** What is announced: the words within the region, and nothing beside it. */
const announced = (html: string) => /role="status">([^<]*)</.exec(html)?.[1];

describe("the status in the frame", () => {
  it("says that all is there, and how far", () => {
    const html = shown(<ProjectionStatus now={calm} />);
    expect(announced(html)).toBe("已是最新");
    expect(html).toContain("位置 58");
  });

  it("announces that it is behind, and not each second of it", () => {
    const late = (lagSeconds: number) => shown(<ProjectionStatus now={{ ...calm, state: "catchingUp", lagSeconds }} />);
    expect(late(7)).toContain("7 秒");
    expect(announced(late(7))).toBe("落后");
    expect(announced(late(8))).toBe(announced(late(7)));
    expect(announced(shown(<ProjectionStatus now={{ ...calm, lagSeconds: 3 }} />))).toBe("正在更新");
  });

  it("is an empty region before the first answer", () => {
    expect(announced(shown(<ProjectionStatus now={null} />))).toBe("");
  });
});

describe("the banner", () => {
  it("is a region of alerts that is there before there is one", () => {
    for (const now of [null, calm]) expect(shown(<ProjectionBanner now={now} />)).toMatch(/role="alert"[^>]*><\/div>/);
  });

  it("names plan, shard, event and since when, and what to do, in both languages", () => {
    const html = shown(<ProjectionBanner now={stuck} />);
    for (const word of [
      "/plans/stuck",
      "分片 3",
      "第 59 号",
      failed.eventId,
      "Unheard",
      "2026-01-09 10:11:07",
      "升级",
    ]) {
      expect(html).toContain(word);
    }
    expect(shown(<ProjectionBanner now={stuck} />, "en")).toContain("install a version that understands the record");
    expect(html).not.toContain("原因");
  });

  it("gives staff the reason", () => {
    const now = { ...stuck, shards: [{ shard: 3, failed: { ...failed, reason: "no type Unheard" } }] };
    expect(shown(<ProjectionBanner now={now} />)).toContain("no type Unheard");
  });

  it.each([
    ["catchingUp", "请勿重复录入"],
    ["stopped", "重新启动"],
  ] as const)("says of %s what to do", (state, help) => {
    expect(shown(<ProjectionBanner now={{ ...calm, state, lagSeconds: 60 }} />)).toContain(help);
  });
});

describe("the public log", () => {
  it("is a number in the frame while it grows, and no alert, whoever of the witnesses was slow", () => {
    expect(shown(<ProjectionStatus now={calm} log={log} />)).toContain("公开日志 34 条");
    const slow = { ...log, missingWitnesses: held.missingWitnesses };
    expect(shown(<ProjectionBanner now={calm} log={slow} />)).toMatch(/role="alert"[^>]*><\/div>$/);
  });

  it("that is held back says why, what to do, what waits since when, and who did not sign", () => {
    expect(shown(<ProjectionStatus now={calm} log={held} />)).toContain("公开日志暂停公布 · 待公布 2 条");
    const html = shown(<ProjectionBanner now={calm} log={held} />);
    const said = /role="alert"[^>]*>(.*?)<\/div>/.exec(html)?.[1] ?? "";
    for (const word of ["签署的见证人不足", "请联系见证人"]) expect(said).toContain(word);
    // Numbers grow with every record: they are not announced each time.
    expect(said).not.toContain("2 条");
    for (const word of ["34 条", "2026-01-09 10:11:07", "2 条", "2026-01-09 10:12:00", "county", "没有应答"]) {
      expect(html).toContain(word);
    }
    expect(html).not.toContain("<code>");
    expect(shown(<ProjectionBanner now={calm} log={held} />, "en")).toContain("Witnesses that did not sign");
  });

  it("gives staff what an attempt met, and where a log that has stopped does not fit", () => {
    const away = { ...held, missingWitnesses: [{ name: "county", why: "没有应答", detail: "ECONNREFUSED" }] };
    expect(shown(<ProjectionBanner now={calm} log={away} />)).toContain("<code>ECONNREFUSED</code>");
    const heldBack = {
      code: "log-differs",
      why: "文件不符",
      remedy: "请运行 recover",
      detail: "log-differs tile/0/000",
    };
    const stopped = { ...held, state: "refused" as const, heldBack, missingWitnesses: [] };
    for (const one of [stopped, { ...stopped, missingWitnesses: away.missingWitnesses }])
      expect(shown(<ProjectionBanner now={null} log={one} />)).toContain("<code>log-differs tile/0/000</code>");
    expect(shown(<ProjectionStatus now={calm} log={stopped} />)).toContain("公开日志已停止");
  });
});
