import type { Text } from "../../../engine/model/types.ts";

/** Words of the JSON pane. */
export const codeWords = {
  editor: { en: "The procedure as JSON", "zh-CN": "以JSON编辑规程" },
  loading: { en: "The text editor is being loaded …", "zh-CN": "正在加载文本编辑器……" },
  fault: { en: "The text editor could not be loaded.", "zh-CN": "无法加载文本编辑器。" },
  pending: {
    en: "This text is not a procedure yet. It is kept as it is; the diagram shows the last one that was.",
    "zh-CN": "当前文本尚不是完整的规程，已原样保留；流程图仍显示上一个有效版本。",
  },
  stale: {
    en: "The diagram was changed after this text was begun. Using the text would take those changes back.",
    "zh-CN": "文本未完成期间，流程图已有改动；使用此文本会撤回那些改动。",
  },
  use: { en: "Use this text", "zh-CN": "使用此文本" },
  discard: { en: "Give up this text", "zh-CN": "放弃此文本" },
} satisfies Record<string, Text>;
