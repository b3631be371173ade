export type {
  EvidenceContent,
  EvidenceFault,
  EvidenceFaultCode,
  EvidenceFiles,
  EvidenceMediaType,
  EvidenceWidth,
  Held,
  Kept,
} from "./evidence-files.ts";
export {
  evidenceFaultCodes,
  evidenceMediaTypes,
  evidenceWidths,
  isSha256,
  mostEvidenceBytes,
} from "./evidence-files.ts";
export { evidenceFolder } from "./evidence-folder.ts";
