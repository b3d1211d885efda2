import type { ActName, Text } from "../../model/index.ts";

/** What common acts are called. */
export const actTitles: Record<ActName, Text> = {
  urge: { en: "Urge", "zh-CN": "催办" },
  copy: { en: "Inform", "zh-CN": "抄送" },
  transfer: { en: "Hand over", "zh-CN": "转办" },
  delegate: { en: "Ask for an opinion", "zh-CN": "委派" },
  answer: { en: "Give the opinion", "zh-CN": "回复委派" },
  recall: { en: "Take back", "zh-CN": "收回" },
  addSigners: { en: "Add signers", "zh-CN": "加签" },
  removeSigners: { en: "Take signers off", "zh-CN": "减签" },
  sign: { en: "Sign as added", "zh-CN": "加签办理" },
  supervise: { en: "Supervise", "zh-CN": "督办" },
  reopen: { en: "Reopen as a new round", "zh-CN": "重开" },
  archive: { en: "Archive", "zh-CN": "归档" },
  appeal: { en: "Appeal against a light", "zh-CN": "对亮灯申诉" },
  decideAppeal: { en: "Decide an appeal", "zh-CN": "裁定申诉" },
};
