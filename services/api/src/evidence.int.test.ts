import { randomUUID } from "node:crypto";
import type { Held } from "@mingzhang/evidence";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture } from "./testing/api-fixture.ts";
import { type Recording, recordingOn, type Result } from "./testing/record.ts";
import { someEvidence, type SomeEvidence } from "./testing/some-evidence.ts";

let evidence: SomeEvidence;
let api: ApiFixture;
let photo: Held;
beforeAll(async () => {
  evidence = await someEvidence();
  api = await apiFixture({ evidence: evidence.files });
  photo = await evidence.keepPicture(120);
});
afterAll(async () => {
  await api.dispose();
  await evidence.dispose();
});

async function given(slug: string): Promise<Recording> {
  await api.adopt(slug);
  return recordingOn(api, slug);
}

const attach = (sha256: string, more: object = {}) => ({
  occurredOn: "2016-05-01",
  project: "crafts",
  kind: "photo",
  sha256,
  captionZh: "工坊封顶",
  captionEn: "The workshop has its roof",
  ...more,
});

const shownFields = `evidence {
  sha256 kind mediaType bytes width height caption milestone occurredOn url withdrawn { on reason }
}`;

async function shown(slug: string, args = ""): Promise<{ evidence: readonly object[]; stateHash: string }> {
  const { data, errors } = await api.ask<{ plan: { stateHash: string; project: { evidence: object[] } } }>(
    `{ plan(slug: "${slug}"${args}) { stateHash project(code: "crafts") { ${shownFields} } } }`,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return { evidence: data.plan.project.evidence, stateHash: data.plan.stateHash };
}

const stored = async (slug: string) => (await api.store.readStream(`plan-${slug}`)).at(-1);
const codes = ({ details }: Result) => details.map(({ code, field }) => `${code} ${field}`);

describe("evidence", () => {
  it("is recorded with the facts of the file that is held, and read by everybody", async () => {
    const record = await given("attached");
    const { stateHash } = await shown("attached", ', asOf: "2016-04-30"');
    expect(await record("attachEvidence", attach(photo.sha256, { note: "内部" }))).toMatchObject({
      __typename: "Recorded",
      events: [{ type: "EvidenceAttached" }],
    });
    const { sha256, mediaType, bytes, width, height, original } = photo;
    const file = { kind: "photo", sha256, mediaType, bytes, width, height, milestone: null };
    const caption = { zh: "工坊封顶", en: "The workshop has its roof" };
    const data = { ...file, project: "crafts", caption, original, note: "内部" };
    expect((await stored("attached"))?.data).toEqual(data);
    const at = { occurredOn: "2016-05-01", url: `/evidence/${sha256}`, withdrawn: null };
    expect([width, height]).toEqual([96, 64]);
    expect((await shown("attached")).evidence).toEqual([{ ...file, ...at, caption: "工坊封顶" }]);
    expect(await shown("attached", ', asOf: "2016-04-30"')).toEqual({ evidence: [], stateHash });
  });

  it("is refused where no such file is held, together with every other fault", async () => {
    const record = await given("unheld");
    const unheld = "0f".repeat(32);
    expect(codes(await record("attachEvidence", attach(unheld)))).toEqual(["evidence-not-held input.sha256"]);
    const worse = attach(unheld, { captionZh: " ", milestone: "No Code" });
    expect(codes(await record("attachEvidence", worse)).toSorted()).toEqual([
      "evidence-not-held input.sha256",
      "invalid-input input.captionZh",
      "invalid-input input.milestone",
    ]);
    expect(codes(await record("attachEvidence", attach("ABC")))).toEqual(["invalid-input input.sha256"]);
    expect((await stored("unheld"))?.type).toBe("AllocationSet");
  });

  it("is previewed as it would be recorded, and refused in a preview as it would be", async () => {
    await given("previewed");
    const preview = async (input: object) => {
      const { preview: answer } = await api.staff<{ preview: object }>(
        `query ($input: AttachEvidenceInput!) {
          preview(slug: "previewed", command: { attachEvidence: $input }) {
            ... on PreviewChanges { changes { path after } }
            ... on Refusal { code }
          }
        }`,
        { input },
      );
      return answer;
    };
    expect(await preview(attach(photo.sha256))).toEqual({
      changes: [{ path: `projects.crafts.evidence.${photo.sha256}.status`, after: "attached" }],
    });
    expect(await preview(attach("0f".repeat(32)))).toEqual({ code: "evidence-not-held" });
  });

  it("is taken down with a reason, and a retry says what the first one did even when the file is gone", async () => {
    const record = await given("taken-down");
    const picture = await evidence.keepPicture(7);
    const idempotencyKey = randomUUID();
    await record("attachEvidence", attach(picture.sha256), { idempotencyKey });
    const taken = { occurredOn: "2016-06-01", project: "crafts", sha256: picture.sha256, reason: "本人要求" };
    expect(await record("withdrawEvidence", taken)).toMatchObject({ __typename: "Recorded" });
    expect((await shown("taken-down")).evidence).toMatchObject([
      { url: null, withdrawn: { on: "2016-06-01", reason: "本人要求" } },
    ]);
    await evidence.files.remove(picture.sha256);
    const again = await record("attachEvidence", attach(picture.sha256), { idempotencyKey });
    expect(again).toMatchObject({ __typename: "Recorded", repeated: true });
    expect(codes(await record("withdrawEvidence", taken))).toEqual(["evidence-withdrawn input.sha256"]);
    expect(codes(await record("attachEvidence", attach(picture.sha256)))).toEqual(["evidence-not-held input.sha256"]);
  });

  it("is off the disk when it is said to be taken down, also where the tables do not know of it yet", async () => {
    const record = await given("behind");
    const picture = await evidence.keepPicture(11);
    await record("attachEvidence", attach(picture.sha256));
    const taken = { occurredOn: "2016-06-01", project: "crafts", sha256: picture.sha256, reason: "本人要求" };
    const release = api.holdProjector();
    try {
      const variables = { slug: "behind", input: taken, control: { idempotencyKey: randomUUID() } };
      const answer = await api.staff(
        `mutation ($slug: String!, $input: WithdrawEvidenceInput!, $control: ControlInput!) {
          withdrawEvidence(slug: $slug, input: $input, control: $control) { ... on Recorded { visible } }
        }`,
        variables,
      );
      expect(answer).toEqual({ withdrawEvidence: { visible: false } });
      expect(await evidence.files.open(picture.sha256)).toBeNull();
      expect(await evidence.files.open(picture.sha256, 480)).toBeNull();
    } finally {
      release();
    }
  });

  it("can have its caption corrected when the file is gone, and nothing else put in its place", async () => {
    const record = await given("corrected");
    const picture = await evidence.keepPicture(9);
    const { events } = await record("attachEvidence", attach(picture.sha256));
    await evidence.files.remove(picture.sha256);
    const corrects = { event: events[0]?.id ?? "", reason: "说明有误" };
    const right = attach(picture.sha256, { captionZh: "工坊地基", captionEn: null });
    expect(await record("attachEvidence", right, { corrects })).toMatchObject({ __typename: "Recorded" });
    expect((await shown("corrected")).evidence).toMatchObject([{ caption: "工坊地基", bytes: picture.bytes }]);
    const other = attach("0f".repeat(32));
    expect(codes(await record("attachEvidence", other, { corrects }))).toContain("evidence-not-held input.sha256");
  });
});
