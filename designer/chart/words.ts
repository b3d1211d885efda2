import type { Text } from "../../engine/model/types.ts";

/** What the picture itself says; everything else on it comes from the definition. */
export const chartWords = {
  anytime: { en: "At any stage", "zh-CN": "任何阶段" },
  history: { en: "Back to where it was", "zh-CN": "回到离开时的阶段" },
  deepHistory: { en: "Back to exactly where it was", "zh-CN": "回到离开时的准确位置" },
  done: { en: "Finished", "zh-CN": "完成" },
  allDone: { en: "All finished", "zh-CN": "全部完成" },
  decided: { en: "Ballot decided", "zh-CN": "表决有结果" },
  childDone: { en: "Other case answered", "zh-CN": "关联案件答复" },
  answered: { en: "Answer received", "zh-CN": "收到答复" },
  failed: { en: "Failed", "zh-CN": "未能完成" },
  silent: { en: "No answer given", "zh-CN": "逾期未答复" },
  overdue: { en: "overdue", "zh-CN": "逾期" },
  dueSoon: { en: "due soon", "zh-CN": "即将到期" },
} satisfies Record<string, Text>;
