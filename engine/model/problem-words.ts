import type { Severity, Text } from "./types.ts";

/** What is told to whoever writes a definition: what is wrong at the place, and what would be right there. */
export const problemWords = {
  "not-json": {
    severity: "error",
    en: "This is no JSON: {fault} (line {line}, column {column}).",
    "zh-CN": "不是合法的JSON：{fault}（第{line}行第{column}列）。",
  },
  "missing-file": {
    severity: "error",
    en: "The pack has no file {name}.",
    "zh-CN": "规程包缺少文件{name}。",
  },
} as const satisfies Record<string, Text & { severity: Severity }>;
