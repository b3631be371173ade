import { uiEn } from "./en.ts";
import type { Catalogs } from "./translate.ts";
import { type UiMessageId, uiZhCn } from "./zh-cn.ts";

/** The shared words in every language. An app spreads them below its own. */
export const uiCatalogs: Catalogs<UiMessageId> = { "zh-CN": uiZhCn, en: uiEn };
