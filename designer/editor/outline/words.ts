import type { Text } from "../../../engine/model/types.ts";

/** Words of the contents. */
export const outlineWords = {
  contents: { en: "Contents", "zh-CN": "目录" },
  filter: { en: "Filter the contents", "zh-CN": "筛选目录" },
  nothingFound: { en: "Nothing of that name.", "zh-CN": "没有符合的内容。" },
  stages: { en: "Stages", "zh-CN": "环节" },
  add: { en: "Add", "zh-CN": "添加" },
  addHint: { en: "Add ({what}) — or press +", "zh-CN": "添加{what}（快捷键 +）" },
  stage: { en: "stage", "zh-CN": "环节" },
  field: { en: "field", "zh-CN": "字段" },
  unused: { en: "nothing uses it", "zh-CN": "尚无引用" },
  error: { en: "has errors", "zh-CN": "有错误" },
  warning: { en: "has warnings", "zh-CN": "有提示" },
  initial: { en: "begins here", "zh-CN": "由此开始" },
  final: { en: "end", "zh-CN": "结束" },
  parallel: { en: "side by side", "zh-CN": "并行" },
  history: { en: "way back", "zh-CN": "返回点" },
} satisfies Record<string, Text>;
