import type { Text } from "../../../engine/model/types.ts";

/** Words of the list of problems. */
export const problemListWords = {
  none: { en: "Nothing is wrong with this procedure.", "zh-CN": "本规程没有问题。" },
  noneHint: {
    en: "It can be published as it stands.",
    "zh-CN": "可以直接发布。",
  },
  checking: { en: "Checking …", "zh-CN": "正在检查……" },
  error: { en: "Error", "zh-CN": "错误" },
  warning: { en: "Warning", "zh-CN": "提示" },
  elsewhere: { en: "elsewhere in the pack", "zh-CN": "规程包其他文件" },
  example: { en: "example", "zh-CN": "示例" },
  schedule: { en: "opened by the calendar", "zh-CN": "定期发起" },
  scenarios: { en: "examples", "zh-CN": "示例" },
  procedure: { en: "the whole procedure", "zh-CN": "整个规程" },
} satisfies Record<string, Text>;
