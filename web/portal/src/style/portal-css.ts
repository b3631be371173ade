import { fontStack, monoStack, uiCss } from "@mingzhang/ui";
import { fallbackFamilies } from "../fonts/fallback-fonts.ts";
import { layoutCss } from "./layout-css.ts";
import { partsCss } from "./parts-css.ts";
import { statementCss } from "./statement-css.ts";

// Seen in Chromium 156 on Linux: where system-ui leads, or sans-serif stands before the web fonts, a short run of
// Chinese stays a row of boxes after they have come. Every system that system-ui would serve is named anyway.
const ofSystems = fontStack.replace("system-ui, ", "").replace(", sans-serif", "");
/** Chinese fonts of Linux that are behind no name that is known elsewhere. */
const ofLinux = '"Source Han Sans CN","WenQuanYi Micro Hei","WenQuanYi Zen Hei"';
const fonts = [ofSystems, ofLinux, fallbackFamilies, "sans-serif"].join(",");
const monoFonts = monoStack.replace(fontStack, "var(--mz-font)");

/** All of the portal's style as one text, small enough to stand in every page: no request waits for it. */
export const portalCss =
  `${uiCss}:root{--mz-font:${fonts};--mz-mono:${monoFonts}}${[layoutCss, partsCss, statementCss].join("")}`.replaceAll(
    /\n\s*/g,
    "",
  );
