export type { Fen } from "./money.ts";
export { divideRounded, grouped, parseFen, parseWan, parseYuan, roundedWanText, wanText, yuanText } from "./money.ts";
export type { Account, Balances, Posting } from "./postings.ts";
export { isBalanced, movement, post, reversed } from "./postings.ts";
export type { Decimal } from "./ratio.ts";
export { compareDecimals, growingShare, hundredthsText, parseDecimal, percentText } from "./ratio.ts";
