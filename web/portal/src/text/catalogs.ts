import { type Catalogs, uiCatalogs, type UiMessageId } from "@mingzhang/ui";
import { evidenceEn } from "./evidence-en.ts";
import { type EvidenceMessageId, evidenceZhCn } from "./evidence-zh-cn.ts";
import { glanceEn } from "./glance-en.ts";
import { type GlanceMessageId, glanceZhCn } from "./glance-zh-cn.ts";
import { guideEn } from "./guide-en.ts";
import { type GuideMessageId, guideZhCn } from "./guide-zh-cn.ts";
import { proofEn } from "./proof-en.ts";
import { type ProofMessageId, proofZhCn } from "./proof-zh-cn.ts";
import { portalEn } from "./en.ts";
import { type PortalMessageId, portalZhCn } from "./zh-cn.ts";

export type MessageId =
  | UiMessageId
  | PortalMessageId
  | ProofMessageId
  | GlanceMessageId
  | GuideMessageId
  | EvidenceMessageId;

/** Every word of the portal, the shared ones included. */
export const catalogs: Catalogs<MessageId> = {
  "zh-CN": { ...uiCatalogs["zh-CN"], ...portalZhCn, ...proofZhCn, ...glanceZhCn, ...guideZhCn, ...evidenceZhCn },
  en: { ...uiCatalogs.en, ...portalEn, ...proofEn, ...glanceEn, ...guideEn, ...evidenceEn },
};
