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
