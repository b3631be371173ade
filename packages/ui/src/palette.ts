/** Ink on paper, turquoise for what can be acted on, ochre for what needs a look, cinnabar for what is wrong. */
export const palette = {
  ink: "#1d252c",
  inkSoft: "#56606a",
  paper: "#f7f5f0",
  sheet: "#ffffff",
  rule: "#ddd8cc",
  ruleSoft: "#ebe7dd",
  accent: "#0d6470",
  accentSoft: "#e3f0f0",
  good: "#2c6a3f",
  goodSoft: "#e6f1e7",
  warn: "#855300",
  warnSoft: "#fbf0d9",
  bad: "#a32a1e",
  badSoft: "#fae9e5",
  past: "#6d4a12",
  pastPaper: "#f5ecd9",
} as const;

/** Fonts of the reader's system first; a shipped Noto Sans SC only where the system has no Chinese one. */
export const fontStack = [
  "system-ui",
  "-apple-system",
  '"Segoe UI"',
  '"PingFang SC"',
  '"Hiragino Sans GB"',
  '"Microsoft YaHei"',
  '"Source Han Sans SC"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC Variable"',
  '"Noto Sans SC"',
  "sans-serif",
].join(", ");

/** Digits, hashes and ids. */
export const monoStack = [
  "ui-monospace",
  '"SFMono-Regular"',
  '"Cascadia Mono"',
  "Consolas",
  '"Liberation Mono"',
  "monospace",
  fontStack,
].join(", ");
