import { theme as antd, type ThemeConfig } from "antd";
import { typeface } from "./chart/measure.ts";
import { palettes, type Brightness } from "./palettes.ts";

export { palettes, type Brightness, type Palette } from "./palettes.ts";

/** Sets the CSS variables of a palette on the page. */
export function paint(brightness: Brightness): void {
  const root = document.documentElement;
  root.dataset.theme = brightness;
  root.style.colorScheme = brightness;
  for (const [name, value] of Object.entries(palettes[brightness]))
    root.style.setProperty(`--${name}`, value);
}

/** Ant Design in the same words: compact, bordered, without shadows; the accent on primary buttons alone. */
export function antdTheme(brightness: Brightness): ThemeConfig {
  const palette = palettes[brightness];
  return {
    algorithm: brightness === "dark" ? [antd.darkAlgorithm, antd.compactAlgorithm] : [antd.compactAlgorithm],
    token: {
      fontFamily: typeface,
      // The compact algorithm takes the next smaller size as its body: 14 pixels.
      fontSize: 16,
      controlHeight: 32,
      controlHeightSM: 26,
      borderRadius: 6,
      borderRadiusSM: 4,
      colorPrimary: palette.ink,
      colorInfo: palette.ink,
      colorLink: palette.ink,
      colorLinkHover: palette["accent-text"],
      colorError: palette.red,
      colorSuccess: palette.green,
      colorWarning: palette.yellow,
      colorText: palette.ink,
      colorTextSecondary: palette["ink-2"],
      colorTextTertiary: palette["ink-3"],
      colorTextDescription: palette["ink-2"],
      colorTextPlaceholder: palette["ink-3"],
      colorBorder: palette["line-strong"],
      colorBorderSecondary: palette.line,
      colorBgBase: palette.paper,
      colorBgContainer: palette.paper,
      colorBgLayout: palette.paper,
      colorBgElevated: brightness === "dark" ? palette.card : palette.paper,
      boxShadow: "0 6px 24px rgba(0, 0, 0, 0.12)",
      boxShadowSecondary: "0 4px 16px rgba(0, 0, 0, 0.10), 0 0 0 1px rgba(0, 0, 0, 0.05)",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
      wireframe: false,
    },
    components: {
      Button: {
        colorPrimary: palette.accent,
        colorPrimaryHover: palette["accent-hover"],
        colorPrimaryActive: palette["accent-hover"],
        primaryColor: palette["on-accent"],
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
      },
      Table: {
        headerBg: "transparent",
        headerSplitColor: "transparent",
        headerColor: palette["ink-2"],
        borderColor: palette.line,
        rowHoverBg: palette.container,
        cellPaddingBlock: 10,
        cellPaddingInline: 12,
      },
      Switch: {
        colorTextQuaternary: palette["ink-3"],
        colorTextTertiary: palette["ink-2"],
        colorTextLightSolid: palette.paper,
        handleBg: palette.paper,
      },
      // Ink, from which the library would make it, is no ground for ink.
      Select: { optionSelectedBg: palette.ground, optionActiveBg: palette.container },
      Segmented: { trackBg: palette.ground, itemSelectedBg: palette.paper },
      Tooltip: { colorBgSpotlight: brightness === "dark" ? "#3a3833" : "#2b2a27" },
    },
  };
}
