import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture } from "./testing/api-fixture.ts";
import { baiyuSlug } from "./testing/baiyu-workbook.ts";
import { appropriation, recordingOn, release } from "./testing/record.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
  await api.adopt();
});
afterAll(() => api.dispose());

interface Preview {
  readonly preview: {
    readonly __typename: string;
    readonly changes: readonly {
      readonly path: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly because: readonly { readonly id: string; readonly logIndex: string }[];
    }[];
    readonly details: readonly { readonly code: string; readonly field: string; readonly event: object | null }[];
  };
}

async function preview(command: object, corrects?: object): Promise<Preview["preview"]> {
  const text = `query ($slug: String!, $command: CommandInput!, $corrects: CorrectionInput) {
    preview(slug: $slug, command: $command, corrects: $corrects) {
      __typename
      ... on PreviewChanges { changes { path label before after cause because { id logIndex } } }
      ... on Refusal { details { code field message event { id type } } }
    }
  }`;
  return (await api.staff<Preview>(text, { slug: baiyuSlug, command, corrects })).preview;
}

const changesOf = ({ changes }: Preview["preview"]) =>
  Object.fromEntries(changes.map(({ path, before, after }) => [path, [before, after]]));

describe("preview", () => {
  it("tells what a command would change, and records nothing", async () => {
    const before = await api.store.head();
    const seen = changesOf(await preview({ recordAppropriation: appropriation("27000000000") }));
    expect(seen).toMatchObject({
      appropriated: ["0", "27000000000"],
      "years.2016.appropriated": ["0", "27000000000"],
      "accounts.earmarked.balance": ["0", "27000000000"],
    });
    expect(seen).not.toHaveProperty("total");
    expect((await api.store.head()).position).toBe(before.position);
  });

  it("of a reallocation shows the cells and what hangs on them", async () => {
    const papers = { occurredOn: "2016-05-01", reason: "r", authority: "a", document: "d" };
    const cell = (project: string, year: number) => [{ project, year, amountFen: "1000000" }];
    const moved = { ...papers, from: cell("housing", 2017), to: cell("crafts", 2018) };
    expect(changesOf(await preview({ decideReallocation: moved }))).toMatchObject({
      "projects.housing.allocations.2017": ["2827000000", "2826000000"],
      "projects.crafts.allocations.2018": ["0", "1000000"],
      "sectors.livelihood.allocated": ["11700000000", "11699000000"],
      "years.2017.allocated": ["2852000000", "2851000000"],
    });
  });

  it("tells why a command would be refused, by the names that its mutation has for the fields", async () => {
    const refused = await preview({ recordRelease: release("airport", "-1") });
    expect(refused.details).toMatchObject([{ code: "invalid-input", field: "input.amountFen" }]);
    const unknown = await preview({ recordRelease: release("airport", "1") });
    expect(unknown.details).toMatchObject([{ code: "unknown-project", field: "input.project" }]);
  });

  it("of a correction and of a voiding names recorded events only", async () => {
    const record = recordingOn(api);
    const { events } = await record("recordAppropriation", appropriation("100"));
    const event = events[0]?.id ?? "";
    const corrected = await preview({ recordAppropriation: appropriation("70") }, { event, reason: "录错" });
    expect(changesOf(corrected)).toMatchObject({ appropriated: ["100", "70"] });
    const because = corrected.changes.flatMap((change) => change.because);
    expect(new Set(because.map(({ id }) => id))).toEqual(new Set([event]));
    expect(changesOf(await preview({ voidEvent: { event, reason: "录错" } }))).toMatchObject({
      appropriated: ["100", "0"],
    });
    const wrong = await preview({ recordAppropriation: appropriation("70") }, { event: "nothing", reason: "录错" });
    expect(wrong.details).toMatchObject([{ code: "unknown-event", field: "control.corrects.event" }]);
  });

  it("takes exactly one command", async () => {
    const two = { recordAppropriation: appropriation("1"), recordRelease: release("crafts", "1") };
    await expect(preview(two)).rejects.toThrow(/[Ee]xactly one/);
    await expect(preview({})).rejects.toThrow(/[Ee]xactly one/);
  });

  it("is not for the public", async () => {
    const command = `{ closePlan: { occurredOn: "2016-02-01", reason: "r", document: "d" } }`;
    const text = `{ preview(slug: "${baiyuSlug}", command: ${command}) { __typename } }`;
    expect(await api.ask(text)).toMatchObject({ data: null, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });
});
