import { describe, expect, it } from "vitest";
import { publicDataOf } from "../event/plan-event.ts";
import { planDiff } from "../replay/diff.ts";
import { because } from "../replay/because.ts";
import { stateHash } from "../replay/state-hash.ts";
import { attach, correcting, digestOf, release, Scenario, withdraw } from "../testing/scenario.ts";
import { describe as sentence } from "../words/describe.ts";
import { explain } from "../words/explain.ts";
import { namesOf } from "../words/names.ts";
import { readCommand } from "./read-command.ts";
import type { FactCommand } from "./commands.ts";

const roof: FactCommand = {
  name: "PlanMilestone",
  occurredOn: "2016-02-01",
  data: { project: "crafts", milestone: "roof", name: { zh: "封顶", en: "Roof" }, dueOn: "2016-08-01" },
};

function withPhoto(): { scenario: Scenario; photo: string } {
  const scenario = Scenario.adopted();
  scenario.accept(roof);
  return { scenario, photo: scenario.accept(attach("2016-05-01", "crafts", { milestone: "roof" })) };
}

const shown = (scenario: Scenario, day: string) => scenario.at(day)!.view.projects[1]!.evidence;

describe("evidence", () => {
  it("is listed with its project from its day on, by day and digest, and not before", () => {
    const { scenario } = withPhoto();
    scenario.accept(
      attach("2016-04-01", "crafts", { sha256: digestOf(9), kind: "document", mediaType: "application/pdf" }),
      "2016-06-01",
    );
    scenario.accept(attach("2016-04-01", "crafts", { sha256: digestOf(3) }), "2016-06-01");
    expect(shown(scenario, "2016-05-01")!.map(({ sha256 }) => sha256)).toEqual([3, 9, 1].map(digestOf));
    expect(shown(scenario, "2016-05-01")![2]).toEqual({
      sha256: digestOf(1),
      mediaType: "image/jpeg",
      kind: "photo",
      bytes: 250_000,
      width: 2048,
      height: 1536,
      caption: { zh: "屋顶完工", en: "The roof is done" },
      milestone: "roof",
      occurredOn: "2016-05-01",
      withdrawn: null,
    });
    expect(shown(scenario, "2016-03-31")).toBeUndefined();
    expect("evidence" in scenario.at("2016-12-31")!.view.projects[0]!).toBe(false);
  });

  it("changes no state hash of a day before it, nor of what was known before it", () => {
    const before = Scenario.adopted();
    before.accept(roof);
    const { scenario } = withPhoto();
    const hash = (of: Scenario, day: string, knownAt?: string) => stateHash(of.at(day, knownAt)!.view);
    expect(hash(scenario, "2016-04-30")).toBe(hash(before, "2016-04-30"));
    expect(hash(scenario, "2016-12-31", "2016-04-30T00:00:00.000000Z")).toBe(hash(before, "2016-12-31"));
    expect(hash(scenario, "2016-12-31")).not.toBe(hash(before, "2016-12-31"));
  });

  it("stays listed when it is withdrawn, with the day and the reason, as it was before that day", () => {
    const { scenario } = withPhoto();
    scenario.accept(withdraw("2017-01-05", "crafts"));
    expect(shown(scenario, "2017-01-05")![0]!.withdrawn).toEqual({ on: "2017-01-05", reason: "本人要求" });
    expect(shown(scenario, "2017-01-04")![0]!.withdrawn).toBeNull();
  });

  it("goes in a closed plan too, and comes in none", () => {
    const { scenario } = withPhoto();
    const data = { reason: "期满", document: "文号", note: null };
    scenario.accept({ name: "ClosePlan", occurredOn: "2019-01-01", data });
    expect(scenario.refused(withdraw("2019-02-01", "crafts"))).toEqual([]);
    expect(scenario.refused(attach("2018-02-01", "crafts", { sha256: digestOf(2) }))).toEqual(["plan-closed"]);
  });

  it.each([
    ["its project is not in the plan", attach("2016-06-01", "elsewhere"), ["unknown-project"]],
    ["its milestone is not planned", attach("2016-06-01", "housing", { milestone: "roof" }), ["unknown-milestone"]],
    [
      "its milestone was not planned by then",
      attach("2016-01-20", "crafts", { sha256: digestOf(2), milestone: "roof" }),
      ["unknown-milestone"],
    ],
    ["the project has it already", attach("2016-06-01", "crafts"), ["duplicate-evidence"]],
    ["a photo is no image", attach("2016-06-01", "housing", { mediaType: "application/pdf" }), ["photo-without-image"]],
    ["nothing is there to withdraw", withdraw("2016-06-01", "housing"), ["unknown-evidence"]],
    ["it was not there yet when it is said to have gone", withdraw("2016-04-30", "crafts"), ["unknown-evidence"]],
  ])("is refused where %s", (_, command, codes) => {
    expect(withPhoto().scenario.refused(command)).toEqual(codes);
  });

  it("may show two projects, is withdrawn once from each, and may come back on a later day", () => {
    const { scenario } = withPhoto();
    scenario.accept(attach("2016-05-01", "housing"), "2016-05-02");
    scenario.accept(withdraw("2016-06-01", "crafts"));
    expect(scenario.refused(withdraw("2016-06-02", "crafts"))).toEqual(["evidence-withdrawn"]);
    expect(scenario.at("2016-06-01")!.view.projects.map(({ evidence }) => evidence?.[0]?.withdrawn?.on)).toEqual([
      undefined,
      "2016-06-01",
    ]);
    expect(scenario.refused(attach("2016-06-03", "crafts"))).toEqual([]);
  });

  it("is withdrawn for good: what withdrew it would break without it", () => {
    const { scenario, photo } = withPhoto();
    scenario.accept(withdraw("2016-06-01", "crafts"));
    const moved = scenario.decide(correcting(attach("2016-07-01", "crafts"), photo));
    expect(moved.ok ? null : moved.refusals).toMatchObject([
      { code: "breaks-later-fact", laterFact: { occurredOn: "2016-06-01", cause: { code: "unknown-evidence" } } },
    ]);
  });

  it("is corrected like any record: its caption from then on, and no more than one correction each", () => {
    const { scenario, photo } = withPhoto();
    const right = attach("2016-05-02", "crafts", { milestone: null });
    scenario.accept(correcting(right, photo), "2016-09-01");
    expect(shown(scenario, "2016-12-31")).toMatchObject([{ occurredOn: "2016-05-02", milestone: null }]);
    expect(scenario.at("2016-12-31", "2016-08-31T00:00:00.000000Z")!.view.projects[1]!.evidence).toMatchObject([
      { occurredOn: "2016-05-01", milestone: "roof" },
    ]);
    scenario.accept({ name: "VoidRecord", corrects: { event: scenario.history.last!.id, reason: "重复" } });
    expect(shown(scenario, "2016-12-31")).toBeUndefined();
  });

  it("shows in the difference of two views, with the events that made it", () => {
    const { scenario } = withPhoto();
    scenario.accept(withdraw("2016-06-01", "crafts"));
    const path = `projects.crafts.evidence.${digestOf(1)}.status`;
    const change = (from: string, to: string) =>
      planDiff(scenario.at(from), scenario.at(to)).find((one) => one.path === path);
    expect(change("2016-04-30", "2016-05-31")).toMatchObject({ before: null, after: "attached" });
    expect(change("2016-05-31", "2016-06-01")).toMatchObject({
      before: "attached",
      after: "withdrawn",
      cause: "worldMovedOn",
      because: [{ type: "EvidenceWithdrawn" }],
      label: { zh: "项目2：佐证材料·屋顶完工：状态", en: "Project 2: evidence · The roof is done: status" },
    });
    expect(because(scenario.at("2016-12-31")!, path)?.events.map(({ live }) => live.event.type)).toEqual([
      "EvidenceAttached",
      "EvidenceWithdrawn",
    ]);
  });

  it("is published without what was uploaded and without notes", () => {
    const { scenario } = withPhoto();
    const published = publicDataOf(scenario.history.last!);
    expect(published).toMatchObject({ sha256: digestOf(1), caption: { zh: "屋顶完工", en: "The roof is done" } });
    expect(Object.keys(published)).not.toEqual(expect.arrayContaining(["original"]));
    expect(JSON.stringify(published)).not.toContain(digestOf(99));
  });

  it("is told in sentences, and so is its going", () => {
    const { scenario } = withPhoto();
    const names = namesOf(scenario.at("2016-12-31")!.view);
    const told = () => (["zh", "en"] as const).map((lang) => sentence(scenario.history.last!, names, lang));
    expect(told()).toEqual([
      "“项目2”节点“封顶”附上照片“屋顶完工”（SHA-256摘要000000000000…）。",
      "Project 2: photo “The roof is done” attached for milestone “Roof” (SHA-256 000000000000…).",
    ]);
    scenario.accept(withdraw("2016-06-01", "crafts"));
    expect(told()).toEqual([
      "“项目2”撤下一份佐证材料（SHA-256摘要000000000000…），不再公开其内容。原因：本人要求。",
      "Project 2: evidence taken down and no longer shown (SHA-256 000000000000…). Reason: 本人要求.",
    ]);
  });

  it("names a faulty digest and a personal number in a caption, with a remedy", () => {
    const { name, data } = attach("2016-05-01", "crafts") as Extract<FactCommand, { name: "AttachEvidence" }>;
    const read = readCommand(name, { occurredOn: "2016-05-01", data: { ...data, sha256: "ABC" } });
    expect(read.ok ? "" : explain(read.refusals[0]!, namesOf(null), "en")).toBe(
      "sha256: “ABC” is not valid; give the SHA-256 in 64 lower-case hexadecimal digits, as the upload answers it.",
    );
    const caption = { zh: "户主电话13800138000", en: null };
    const scenario = Scenario.adopted();
    expect(scenario.refused({ name, occurredOn: "2016-05-01", data: { ...data, caption } })).toEqual(["personal-data"]);
  });

  it("leaves money alone: a late photo among payments moves none", () => {
    const { scenario } = withPhoto();
    scenario.accept({
      name: "AppropriateFunds",
      occurredOn: "2016-06-01",
      data: { year: 2016, amountFen: 10n, voucher: "A", note: null },
    });
    expect(scenario.refused(release("2016-06-02", "crafts", 1))).toContain("overdrawn");
    scenario.accept(attach("2016-05-15", "crafts", { sha256: digestOf(7) }), "2016-07-01");
    expect(scenario.at("2016-07-01")!.view.appropriatedFen).toBe(10n);
  });
});
