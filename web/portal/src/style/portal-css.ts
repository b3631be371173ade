import { fontStack, uiCss } from "@mingzhang/ui";
import { layoutCss } from "./layout-css.ts";
import { partsCss } from "./parts-css.ts";
import { statementCss } from "./statement-css.ts";

// Seen in Chromium 156 on Linux: where system-ui leads, a short run of Chinese stays a row of boxes after its web font
// has come. Every system that this name would serve is named behind it anyway.
const fonts = fontStack.replace("system-ui, ", "");

/** All of the portal's style as one text, small enough to stand in every page: no request waits for it. */
export const portalCss = `${uiCss}:root{--mz-font:${fonts}}${[layoutCss, partsCss, statementCss].join("")}`.replaceAll(
  /\n\s*/g,
  "",
);
