import type { Text } from "../../../engine/model/types.ts";

/** Questions that many patterns ask, and words of their dialog. */
export const patternWords = {
  patterns: { en: "Patterns", "zh-CN": "常用模式" },
  choose: { en: "Choose a pattern", "zh-CN": "选择模式" },
  insert: { en: "Insert", "zh-CN": "插入" },
  back: { en: "Another pattern", "zh-CN": "重新选择" },
  newEnd: { en: "a new end", "zh-CN": "新的结束环节" },
  after: { en: "After which stage?", "zh-CN": "接在哪个环节之后？" },
  to: { en: "Where does it lead when it succeeds?", "zh-CN": "成功后进入哪个环节？" },
  otherwise: { en: "And when it does not?", "zh-CN": "未成功时进入哪个环节？" },
  starts: { en: "Who starts it?", "zh-CN": "由谁发起？" },
  who: { en: "Who takes part?", "zh-CN": "由哪些人参加？" },
  decides: { en: "Who decides?", "zh-CN": "由谁决定？" },
  name: { en: "What is it called?", "zh-CN": "环节名称" },
  period: { en: "For how long?", "zh-CN": "期限多长？" },
  share: { en: "Which share is needed?", "zh-CN": "需要多大比例？" },
  stages: { en: "In which stages?", "zh-CN": "适用于哪些环节？" },
  clock: { en: "Which time limit?", "zh-CN": "哪一时限？" },
  chinese: { en: "Chinese", "zh-CN": "中文" },
  english: { en: "English", "zh-CN": "英文" },
  chooseOne: { en: "Choose …", "zh-CN": "请选择" },
  noClocks: {
    en: "The procedure has no time limits yet. Add one in the contents, under Clocks.",
    "zh-CN": "本规程尚无计时，请先在目录的“计时”中添加。",
  },
  unit: { en: "Unit", "zh-CN": "单位" },
} satisfies Record<string, Text>;
