export { Amount, type AmountProps } from "./amount.tsx";
export { fenOf, type WanDigits, withMinus, writeAmount, type WrittenAmount } from "./amount-text.ts";
export { Badge, type Tone } from "./badge.tsx";
export { uiCatalogs } from "./catalogs.ts";
export { Day } from "./day.tsx";
export { Instant, Lateness } from "./instant.tsx";
export { type Lang, languageNames, languages, parseLang } from "./lang.ts";
export { fontStack, monoStack, palette } from "./palette.ts";
export { fixedDecimal, Percent } from "./percent.tsx";
export { SimulatedMark } from "./simulated-mark.tsx";
export {
  isMilestoneStatus,
  isProjectStatus,
  MilestoneStatus,
  type MilestoneStatusName,
  ProjectStatus,
  type ProjectStatusName,
  StatusMark,
} from "./status-mark.tsx";
export { type Column, Table, type TableProps } from "./table.tsx";
export { addDays, daysBetween, dayText, instantText, shanghaiTime, type ShanghaiTime } from "./time-text.ts";
export {
  type Catalog,
  catalogFaults,
  type Catalogs,
  createTranslate,
  hasMessage,
  type MessageValues,
  type Translate,
} from "./translate.ts";
export { uiCss } from "./ui-css.ts";
export { type AmountUnit, type Ui, UiProvider, useUi } from "./ui-context.tsx";
export type { UiMessageId } from "./zh-cn.ts";
