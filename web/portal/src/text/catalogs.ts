import { type Catalogs, uiCatalogs, type UiMessageId } from "@mingzhang/ui";
import { portalEn } from "./en.ts";
import { type PortalMessageId, portalZhCn } from "./zh-cn.ts";

export type MessageId = UiMessageId | PortalMessageId;

/** Every word of the portal, the shared ones included. */
export const catalogs: Catalogs<MessageId> = {
  "zh-CN": { ...uiCatalogs["zh-CN"], ...portalZhCn },
  en: { ...uiCatalogs.en, ...portalEn },
};
