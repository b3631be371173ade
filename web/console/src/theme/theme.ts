import { fontStack, palette } from "@mingzhang/ui";
import type { ThemeConfig } from "antd";

/** antd in the colours and the quiet of the palette: flat, square-ish, dense. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorLink: palette.accent,
    colorSuccess: palette.good,
    colorWarning: palette.warn,
    colorError: palette.bad,
    colorInfo: palette.accent,
    colorText: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextPlaceholder: "#6d7680",
    colorTextDisabled: "#6d7680",
    colorBgLayout: palette.paper,
    colorBgContainer: palette.sheet,
    colorBorder: "#b9b3a5",
    colorBorderSecondary: palette.rule,
    colorSplit: palette.ruleSoft,
    borderRadius: 3,
    fontFamily: fontStack,
    fontSize: 14,
    controlHeight: 32,
    boxShadow: "0 2px 12px rgba(29, 37, 44, .12)",
    boxShadowSecondary: "0 4px 20px rgba(29, 37, 44, .14)",
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
    Slider: { railBg: palette.rule, trackBg: palette.accent, handleSize: 12, railSize: 4 },
    Segmented: { trackBg: palette.ruleSoft, itemSelectedColor: palette.ink, itemColor: palette.inkSoft },
    Alert: { withDescriptionPadding: "12px 16px" },
  },
};
