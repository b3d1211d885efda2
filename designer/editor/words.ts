import type { Text } from "../../engine/model/types.ts";

/** Words of the designer's frame. Each part of the designer has words of its own beside it. */
export const editorWords = {
  designer: { en: "Designer", "zh-CN": "设计器" },
  undo: { en: "Undo", "zh-CN": "撤销" },
  redo: { en: "Redo", "zh-CN": "重做" },
  view: { en: "Diagram or text", "zh-CN": "流程图或文本" },
  canvas: { en: "Diagram", "zh-CN": "流程图" },
  code: { en: "JSON", "zh-CN": "JSON" },
  outline: { en: "Contents", "zh-CN": "目录" },
  inspector: { en: "Properties", "zh-CN": "属性" },
  problems: { en: "Problems", "zh-CN": "问题" },
  simulate: { en: "Try it out", "zh-CN": "试运行" },
  parts: { en: "What is shown", "zh-CN": "显示内容" },
  notFound: { en: "There is no such procedure in the live pack.", "zh-CN": "现行规程包中没有这个规程。" },
  showOutline: { en: "Show or hide the contents", "zh-CN": "显示或隐藏目录" },
  showInspector: { en: "Show or hide the properties", "zh-CN": "显示或隐藏属性" },
} satisfies Record<string, Text>;
