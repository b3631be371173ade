import { evidenceZhCn } from "./evidence.zh-cn.ts";
import { readingZhCn } from "./reading.zh-cn.ts";
import { recordingZhCn } from "./recording.zh-cn.ts";

export const consoleZhCn = { ...readingZhCn, ...recordingZhCn, ...evidenceZhCn };
