import { englishStringTranslator, replaceStringParameters, TranslatableString } from "@rjsf/utils";
import type { Language } from "../../engine/model/types.ts";

/** The form library's own words, in Chinese. */
const chinese: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.ArrayItemTitle]: "第",
  [TranslatableString.MissingItems]: "缺少项目定义",
  [TranslatableString.EmptyArray]: "尚无内容，请添加。",
  [TranslatableString.YesLabel]: "是",
  [TranslatableString.NoLabel]: "否",
  [TranslatableString.CloseLabel]: "关闭",
  [TranslatableString.ErrorsLabel]: "需要更正",
  [TranslatableString.NewStringDefault]: "新内容",
  [TranslatableString.AddButton]: "添加",
  [TranslatableString.AddItemButton]: "添加一项",
  [TranslatableString.CopyButton]: "复制",
  [TranslatableString.MoveDownButton]: "下移",
  [TranslatableString.MoveUpButton]: "上移",
  [TranslatableString.RemoveButton]: "删除",
  [TranslatableString.NowLabel]: "现在",
  [TranslatableString.ClearLabel]: "清除",
  [TranslatableString.AriaDateLabel]: "选择日期",
};

export function formStrings(
  key: TranslatableString,
  params: string[] | undefined,
  language: Language,
): string {
  const word = language === "zh-CN" ? chinese[key] : undefined;
  return word === undefined ? englishStringTranslator(key, params) : replaceStringParameters(word, params);
}
