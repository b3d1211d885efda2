import type { Text } from "../../../engine/model/types.ts";

/** Words of publication and of drafts, beside those of the page. */
export const publishWords = {
  namedElsewhere: {
    en: "Named by its old name in other files of the pack",
    "zh-CN": "规程包其他文件仍使用原名之处",
  },
  needed: { en: "(must be said)", "zh-CN": "（必填）" },
  examples: { en: "Worked examples", "zh-CN": "示例运行结果" },
  noExamples: {
    en: "There are no worked examples. Try a case out and keep it: from then on it shows what a change breaks.",
    "zh-CN": "本规程尚无示例。试运行一个案件并保存为示例，今后的修改即可据以检验。",
  },
  playing: { en: "The examples are being played …", "zh-CN": "正在运行示例……" },
  skip: { en: "Do not wait", "zh-CN": "不再等待" },
  allPass: { en: "All {count} examples run as written.", "zh-CN": "全部 {count} 个示例运行结果与所写一致。" },
  someFail: {
    en: "{failed} of {count} examples do not run as written",
    "zh-CN": "{count} 个示例中有 {failed} 个与所写不一致",
  },
  failing: { en: "Examples that fail", "zh-CN": "不一致的示例" },
  notPlayed: { en: "The examples were not played to their end", "zh-CN": "示例未运行完毕" },
  notPlayable: { en: "The examples could not be played", "zh-CN": "示例无法运行" },
  step: { en: "Step {step}: ", "zh-CN": "第{step}步：" },
  allTheSame: { en: "I have seen this; publish all the same", "zh-CN": "已知悉，仍然发布" },
  without: { en: "Publish without them", "zh-CN": "不运行示例，直接发布" },
  taken: {
    en: "They take {states} stages and {ways} ways on.",
    "zh-CN": "示例经过环节 {states}、流转 {ways}。",
  },
  untaken: { en: "Not taken by any example: {count}", "zh-CN": "没有示例经过的：{count} 处" },
  discarded: { en: "Discarded drafts", "zh-CN": "已删除的草稿" },
  discardedHint: {
    en: "They are kept for 30 days and can be brought back until then.",
    "zh-CN": "删除后保留30天，期间可以恢复。",
  },
  discardedBy: { en: "discarded {when} by {who}", "zh-CN": "{when} 由{who}删除" },
  bringBack: { en: "Bring back", "zh-CN": "恢复" },
  bringBackNamed: { en: "Bring back the draft “{title}”", "zh-CN": "恢复草稿“{title}”" },
  wasDiscarded: { en: "The draft “{title}” was discarded.", "zh-CN": "草稿“{title}”已删除。" },
  wasRestored: { en: "The draft “{title}” is back.", "zh-CN": "草稿“{title}”已恢复。" },
  rename: { en: "Rename", "zh-CN": "改名" },
  renameNamed: { en: "Rename the draft “{title}”", "zh-CN": "为草稿“{title}”改名" },
  draftName: { en: "Name of the draft", "zh-CN": "草稿名称" },
  liveNow: { en: "Version {version} is live", "zh-CN": "{version}版生效中" },
  liveRunning: { en: "{count} running", "zh-CN": "在办{count}件" },
  olderRunning: { en: "{count} on earlier versions", "zh-CN": "旧版{count}件" },
  notLive: { en: "Not published yet", "zh-CN": "尚未发布" },
  ofLive: { en: "Changes here are not kept yet", "zh-CN": "此处修改尚未保存" },
  ofLiveHint: {
    en: "This is the version that is live. To keep what you change, make it a draft.",
    "zh-CN": "当前显示的是生效版本。如需保存修改，请存为草稿。",
  },
  keepAsDraft: { en: "Keep as a draft", "zh-CN": "存为草稿" },
  beginWith: { en: "Begin with", "zh-CN": "起始内容" },
  ofNothing: { en: "One stage and the end", "zh-CN": "空白规程（一个环节和结束）" },
  copyOf: { en: "A copy of {title}", "zh-CN": "复制“{title}”" },
  copyHint: {
    en: "Everything of it is copied, its examples too; the original stays as it is.",
    "zh-CN": "复制全部内容（含示例），原规程不变。",
  },
} satisfies Record<string, Text>;

/** Words with what belongs in their places. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
