import type { Severity, Text } from "./types.ts";

/** What is told to whoever writes a definition: what is wrong at the place, and what would be right there. */
export const problemWords = {
  "not-json": {
    severity: "error",
    en: "This is no JSON: {fault} (line {line}, column {column}).",
    "zh-CN": "不是合法的JSON：{fault}（第{line}行第{column}列）。",
  },
  "missing-folder": {
    severity: "error",
    en: "There is no folder {name}.",
    "zh-CN": "没有文件夹{name}。",
  },
  "link-outside": {
    severity: "error",
    en: "{name} is a link that leads out of the folder of the pack. Put the file itself there.",
    "zh-CN": "{name}是指向规程包文件夹之外的链接，请放入文件本身。",
  },
  "file-too-large": {
    severity: "error",
    en: "The file is larger than {limit} bytes. Divide it.",
    "zh-CN": "文件超过{limit}字节，请拆分。",
  },
  "too-many-files": {
    severity: "error",
    en: "The pack has more than {limit} files, or they are too large together. Divide it into several packs.",
    "zh-CN": "规程包文件超过{limit}个或总量过大，请拆分为多个规程包。",
  },
  "missing-file": {
    severity: "error",
    en: "The pack has no file {name}.",
    "zh-CN": "规程包缺少文件{name}。",
  },
} as const satisfies Record<string, Text & { severity: Severity }>;
