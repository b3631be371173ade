import { catalogFaults, createTranslate } from "@mingzhang/ui";
import { expect, it } from "vitest";
import { eventTypes, typeWord } from "../history/type-word.ts";
import { kindOfType, recordKindIds } from "../record/kind-ids.ts";
import { catalogs, isMessageId, type MessageId } from "./text.tsx";

it("the catalogs have no fault", () => {
  expect(catalogFaults<MessageId>(catalogs)).toEqual([]);
});

it("every form and every type of event has words", () => {
  const ids = recordKindIds.flatMap((id) => [`record.${id}`, `record.${id}.about`]);
  expect(ids.filter((id) => !isMessageId(id))).toEqual([]);
  expect(eventTypes.filter((type) => !isMessageId(`event.type.${type}`))).toEqual([]);
  expect(Object.keys(kindOfType).filter((type) => !isMessageId(`event.type.${type}`))).toEqual([]);
});

it("a type of event that is not known yet stands for itself", () => {
  const t = createTranslate<MessageId>("en", catalogs);
  expect(typeWord("InterestCredited", t)).toBe("InterestCredited");
  expect(typeWord("FundsReleased", t)).toBe("Release");
});
