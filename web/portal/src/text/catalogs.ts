import { type Catalogs, uiCatalogs, type UiMessageId } from "@mingzhang/ui";
import { proofEn } from "./proof-en.ts";
import { type ProofMessageId, proofZhCn } from "./proof-zh-cn.ts";
import { portalEn } from "./en.ts";
import { type PortalMessageId, portalZhCn } from "./zh-cn.ts";

export type MessageId = UiMessageId | PortalMessageId | ProofMessageId;

/** Every word of the portal, the shared ones included. */
export const catalogs: Catalogs<MessageId> = {
  "zh-CN": { ...uiCatalogs["zh-CN"], ...portalZhCn, ...proofZhCn },
  en: { ...uiCatalogs.en, ...portalEn, ...proofEn },
};
