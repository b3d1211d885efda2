import type { DecisionTable, HitPolicy, Text } from "../../../engine/model/types.ts";

/** Words of the editor of decision tables. */
export const tableWords = {
  hit: { en: "Where several rows fire", "zh-CN": "多行命中时" },
  aggregate: { en: "Gathered as", "zh-CN": "汇总方式" },
  list: { en: "a list", "zh-CN": "列表" },
  inputs: { en: "When", "zh-CN": "条件" },
  outputs: { en: "Then", "zh-CN": "结果" },
  addRow: { en: "Row", "zh-CN": "添加一行" },
  addInput: { en: "Input", "zh-CN": "添加条件列" },
  addOutput: { en: "Output", "zh-CN": "添加结果列" },
  addOtherwise: { en: "Otherwise", "zh-CN": "添加“其他情形”" },
  otherwise: { en: "Otherwise", "zh-CN": "其他情形" },
  removeOtherwise: { en: "Take “otherwise” out", "zh-CN": "删除“其他情形”" },
  row: { en: "Row {row}", "zh-CN": "第{row}行" },
  more: { en: "More for row {row}", "zh-CN": "第{row}行的更多操作" },
  moreColumn: { en: "More for {column}", "zh-CN": "{column}的更多操作" },
  insertAbove: { en: "Insert a row above", "zh-CN": "在上方插入一行" },
  insertBelow: { en: "Insert a row below", "zh-CN": "在下方插入一行" },
  duplicate: { en: "Duplicate", "zh-CN": "复制一份" },
  up: { en: "Move up (Alt ↑)", "zh-CN": "上移（Alt ↑）" },
  down: { en: "Move down (Alt ↓)", "zh-CN": "下移（Alt ↓）" },
  remove: { en: "Delete", "zh-CN": "删除" },
  changeInput: { en: "Look at something else", "zh-CN": "换成其他内容" },
  outputName: { en: "Name of the output", "zh-CN": "结果名称" },
  priorities: { en: "Ranking, from the highest", "zh-CN": "优先次序（从高到低）" },
  cell: { en: "Content of the cell", "zh-CN": "单元格内容" },
  notRead: { en: "This cannot be read as a condition here.", "zh-CN": "无法识别为此处的条件。" },
  notReadValue: { en: "This cannot be read as a value.", "zh-CN": "无法识别为有效的值。" },
  keys: {
    en: "Arrows move, Enter or F2 edits, Tab goes on, Ctrl C and Ctrl V copy and paste from and to spreadsheets, Delete empties.",
    "zh-CN":
      "方向键移动，回车或 F2 编辑，Tab 到下一格，Ctrl C、Ctrl V 可与电子表格互相复制粘贴，Delete 清空。",
  },
  findings: { en: "What is found in the table", "zh-CN": "检查结果" },
  sound: { en: "No gaps, no contradictions, no idle rows.", "zh-CN": "没有遗漏、矛盾或无效的行。" },
  test: { en: "Try it with values", "zh-CN": "代入数值试算" },
  fires: { en: "Rows that fire: {rows}", "zh-CN": "命中的行：{rows}" },
  hits: { en: "fires", "zh-CN": "命中" },
  firesNone: { en: "No row fires.", "zh-CN": "没有命中任何行。" },
  result: { en: "Result", "zh-CN": "结果" },
  missing: { en: "missing", "zh-CN": "缺失" },
  pages: { en: "Rows {from}–{to} of {all}", "zh-CN": "第 {from}–{to} 行，共 {all} 行" },
  earlier: { en: "Earlier rows", "zh-CN": "前面的行" },
  later: { en: "Later rows", "zh-CN": "后面的行" },
  larger: { en: "Edit in a larger window", "zh-CN": "在大窗口中编辑" },
  close: { en: "Close", "zh-CN": "关闭" },
  table: { en: "Decision table", "zh-CN": "决策表" },
  notFound: { en: "There is no such table any more.", "zh-CN": "该决策表已不存在。" },
  fault: { en: "It cannot be evaluated yet.", "zh-CN": "目前无法试算。" },
} satisfies Record<string, Text>;

export const hitWords: Record<HitPolicy, Text> = {
  unique: { en: "never: each case has one row", "zh-CN": "不允许：每种情形只有一行" },
  any: { en: "they must agree", "zh-CN": "各行结果须一致" },
  first: { en: "the first row counts", "zh-CN": "以第一行为准" },
  priority: { en: "the highest result counts", "zh-CN": "以优先级最高的结果为准" },
  ruleOrder: { en: "all, in the order of rows", "zh-CN": "全部，按行序" },
  outputOrder: { en: "all, the highest result first", "zh-CN": "全部，按优先级" },
  collect: { en: "all are gathered", "zh-CN": "全部汇总" },
};

export const aggregateWords: Record<NonNullable<DecisionTable["aggregate"]>, Text> = {
  count: { en: "how many", "zh-CN": "数量" },
  sum: { en: "the total", "zh-CN": "合计" },
  min: { en: "the least", "zh-CN": "最小值" },
  max: { en: "the greatest", "zh-CN": "最大值" },
};
