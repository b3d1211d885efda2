import { theme as antd, type ThemeConfig } from "antd";
import { typeface } from "./chart/measure.ts";

/**
 * How the page looks, in one place: neutral ink on paper, one accent (the vermilion of an official seal) for the primary
 * action of a view and for the active state, and four lights. Our own styles read the same values as CSS variables.
 */
export type Brightness = "light" | "dark";

export interface Palette {
  paper: string;
  ground: string;
  container: string;
  card: string;
  ink: string;
  "ink-2": string;
  "ink-3": string;
  "ink-faded": string;
  line: string;
  "line-soft": string;
  "line-strong": string;
  "line-ink": string;
  accent: string;
  "accent-hover": string;
  "accent-soft": string;
  "accent-text": string;
  "on-accent": string;
  focus: string;
  "hover-ring": string;
  green: string;
  blue: string;
  yellow: string;
  red: string;
}

export const palettes: Record<Brightness, Palette> = {
  light: {
    paper: "#ffffff",
    ground: "#f7f6f4",
    container: "rgba(34, 30, 20, 0.028)",
    card: "#ffffff",
    ink: "#1d1c1a",
    "ink-2": "#55534e",
    "ink-3": "#706e68",
    "ink-faded": "#76736b",
    line: "#dfddd8",
    "line-soft": "#eceae6",
    "line-strong": "#a9a69f",
    "line-ink": "#8b8880",
    accent: "#b8322a",
    "accent-hover": "#a02820",
    "accent-soft": "#fbefed",
    "accent-text": "#a92c24",
    "on-accent": "#ffffff",
    focus: "#2b2a27",
    "hover-ring": "rgba(29, 28, 26, 0.14)",
    green: "#2f7d4d",
    blue: "#2a6cb8",
    yellow: "#d99a00",
    red: "#cc1f17",
  },
  dark: {
    paper: "#171614",
    ground: "#1f1e1b",
    container: "rgba(255, 248, 230, 0.035)",
    card: "#201f1c",
    ink: "#ecebe6",
    "ink-2": "#bbb8b0",
    "ink-3": "#96938b",
    "ink-faded": "#8b887f",
    line: "#3a3833",
    "line-soft": "#2b2a26",
    "line-strong": "#6c6a62",
    "line-ink": "#8a877e",
    accent: "#c5443a",
    "accent-hover": "#d4564b",
    "accent-soft": "#35201d",
    "accent-text": "#ee8b80",
    "on-accent": "#ffffff",
    focus: "#ecebe6",
    "hover-ring": "rgba(236, 235, 230, 0.22)",
    green: "#5cb57f",
    blue: "#6aa6e8",
    yellow: "#e7b83c",
    red: "#f0594f",
  },
};

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
      Segmented: { trackBg: palette.ground, itemSelectedBg: palette.paper },
      Tooltip: { colorBgSpotlight: brightness === "dark" ? "#3a3833" : "#2b2a27" },
    },
  };
}
