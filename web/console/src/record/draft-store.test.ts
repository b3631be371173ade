import { describe, expect, it } from "vitest";
import { draftId, dropDraft, keepDraft, newKey, readDraft } from "./draft-store.ts";

function store() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

describe("drafts", () => {
  it("come back as they were kept, key included, until they are dropped", () => {
    const drafts = store();
    const id = draftId("wuhou-baiyu-2016-2020", "payment", null);
    const draft = { values: { amountFen: "12.5", purpose: "首付款" }, idempotencyKey: newKey() };
    expect(readDraft(drafts, id)).toBeNull();
    keepDraft(drafts, id, draft);
    expect(readDraft(drafts, id)).toEqual(draft);
    dropDraft(drafts, id);
    expect(readDraft(drafts, id)).toBeNull();
  });

  it("stand apart by plan, form and what they are about", () => {
    const ids = [draftId("a", "payment", null), draftId("a", "refund", null), draftId("b", "payment", null)];
    expect(new Set([...ids, draftId("a", "payment", "e1"), draftId("a", "payment", "e2")]).size).toBe(5);
  });

  it.each(["", "null", "[]", "{}", '{"values":{}}', '{"values":{"a":1},"idempotencyKey":"k"}', "not json"])(
    "are forgotten where the text is %j",
    (text) => {
      const drafts = store();
      drafts.setItem("draft", text);
      expect(readDraft(drafts, "draft")).toBeNull();
    },
  );

  it("have keys of their own", () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
  });
});
