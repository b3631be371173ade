import type { Catalog } from "@mingzhang/ui";
import { evidenceEn } from "./evidence.en.ts";
import { readingEn } from "./reading.en.ts";
import { recordingEn } from "./recording.en.ts";
import type { consoleZhCn } from "./zh-cn.ts";

export const consoleEn: Catalog<keyof typeof consoleZhCn> = { ...readingEn, ...recordingEn, ...evidenceEn };
