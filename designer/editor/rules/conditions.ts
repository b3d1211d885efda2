import type { Shape } from "../../../engine/model/names/shape.ts";
import type { Json, Text } from "../../../engine/model/types.ts";
import { choicesOf, typeOfShape, type ValueType } from "./fields.ts";
import { call, constant, isCall, name, pathNode, readPathOf, readTree, type RuleNode } from "./tree.ts";

/** How a condition asks of what stands on its left. `holds`: the value itself, without an operator. */
export type Question = "holds" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "!!";

const equality: readonly Question[] = ["==", "!="];
const order: readonly Question[] = ["<", "<=", ">", ">="];

/** What can be asked of a value of a type. */
const questions: Record<ValueType, readonly Question[]> = {
  text: [...equality, "in", "!!"],
  choice: [...equality, "in", "!!"],
  number: [...equality, ...order, "in", "!!"],
  boolean: ["holds", ...equality, "!!"],
  date: [...order, ...equality, "!!"],
  moment: [...order, "!!"],
  list: ["!!"],
  record: ["!!"],
  any: ["holds", ...equality, ...order, "in", "!!"],
};

/** What can be asked of a value of this type, and what is asked now, even where that does not fit. */
export function questionsFor(type: ValueType, now: string): string[] {
  const fitting: readonly string[] = questions[type];
  return fitting.includes(now) ? [...fitting] : [now, ...fitting];
}

/** Which question a node asks; null for what is no condition of one value. */
export function questionOf(node: RuleNode): string | null {
  if (!isCall(node)) return null;
  if (node.kind === "path") return "holds";
  if (node.kind === "comparison" || node.kind === "membership")
    return node.parts.length >= 2 ? node.op : null;
  return node.op === "!!" && node.parts.length === 1 ? "!!" : null;
}

/** The same condition with another question: operands stay where the question has a place for them. */
export function asking(node: RuleNode, question: string, shape: Shape): RuleNode {
  const now = questionOf(node);
  if (now === null || now === question) return node;
  const left = now === "holds" ? node : node.parts[0]!;
  const right = now === "holds" ? undefined : node.parts[1];
  if (question === "holds") return left;
  if (question === "!!") return call("!!", left);
  if (question === "in")
    return call(
      "in",
      left,
      right === undefined || right.kind === "constant" ? readTree([valueOf(right, shape)]) : right,
    );
  // Three operands stay three where the order is asked for.
  const rest = node.parts.slice(2);
  const keeps = now !== "holds" && rest.length > 0 && (question === "<" || question === "<=") ? rest : [];
  const other = right?.kind === "sequence" ? right.parts[0] : right;
  return call(question, left, other ?? startingValue(shape), ...keeps);
}

function valueOf(node: RuleNode | undefined, shape: Shape): Json {
  if (node?.kind === "constant") return node.value;
  const start = startingValue(shape);
  return start.kind === "constant" ? start.value : "";
}

/** What a value of a shape is compared with at first. */
export function startingValue(shape: Shape): RuleNode {
  const [choice] = choicesOf(shape);
  if (choice !== undefined) return constant(choice.value);
  switch (typeOfShape(shape)) {
    case "number":
      return constant(0);
    case "boolean":
      return constant(true);
    case "date":
      return call("date.of", pathNode("now"));
    case "moment":
      return pathNode("now");
    default:
      return constant("");
  }
}

/** A new condition on something that was chosen. */
export function conditionOn(left: RuleNode, shape: Shape): RuleNode {
  const type = typeOfShape(shape);
  if (type === "boolean" || type === "record") return left;
  if (type === "list") return call(">=", call("size", left), constant(1));
  if (type === "any") return call("==", left, constant(""));
  const [question = "=="] = questions[type];
  return call(question, left, startingValue(shape));
}

/** Other things than fields that an operand can be made, with what they begin as. */
export const forms: readonly { key: string; label: Text; make: (old: RuleNode) => RuleNode }[] = [
  { key: "text", label: { en: "A fixed text or date", "zh-CN": "固定文本或日期" }, make: () => constant("") },
  { key: "number", label: { en: "A number", "zh-CN": "数字" }, make: () => constant(0) },
  { key: "boolean", label: { en: "Yes or no", "zh-CN": "是／否" }, make: () => constant(true) },
  { key: "nothing", label: { en: "Nothing", "zh-CN": "空" }, make: () => constant(null) },
  { key: "today", label: { en: "Today", "zh-CN": "当日" }, make: () => call("date.of", pathNode("now")) },
  {
    key: "later",
    label: { en: "A date some days later", "zh-CN": "若干日后的日期" },
    make: (old) =>
      call(
        "date.add",
        old.kind === "constant" ? call("date.of", pathNode("now")) : old,
        constant(1),
        name("days"),
      ),
  },
  {
    key: "between",
    label: { en: "Time between two dates", "zh-CN": "两个日期之间的时间" },
    make: (old) => call("date.diff", old, call("date.of", pathNode("now")), name("days")),
  },
  { key: "size", label: { en: "How many there are", "zh-CN": "数量" }, make: (old) => call("size", old) },
  {
    key: "count",
    label: { en: "How many fulfil a condition", "zh-CN": "满足条件的数量" },
    make: (old) => call("count", old, constant(true)),
  },
  { key: "sum", label: { en: "A total", "zh-CN": "合计" }, make: (old) => call("sum", old, pathNode("row")) },
  { key: "plus", label: { en: "Plus", "zh-CN": "加" }, make: (old) => call("+", old, constant(0)) },
  { key: "minus", label: { en: "Minus", "zh-CN": "减" }, make: (old) => call("-", old, constant(0)) },
  { key: "times", label: { en: "Times", "zh-CN": "乘" }, make: (old) => call("*", old, constant(1)) },
  {
    key: "if",
    label: { en: "If … otherwise", "zh-CN": "若……否则" },
    make: (old) => call("if", constant(true), old, constant(null)),
  },
];

/** Conditions that go through a list, made of the list. */
export const quantifiers: readonly { op: string; label: Text }[] = [
  { op: "some", label: { en: "Some item fulfils", "zh-CN": "有一项满足" } },
  { op: "all", label: { en: "Every item fulfils", "zh-CN": "每一项都满足" } },
  { op: "none", label: { en: "No item fulfils", "zh-CN": "没有一项满足" } },
];

/** Turns a condition on a list into one on its items. */
export function throughItems(node: RuleNode, op: string): RuleNode | null {
  const list =
    node.kind === "path"
      ? node
      : (node.parts.find((part) => part.kind === "path" && readPathOf(part) !== null) ?? null);
  return list === null ? null : call(op, list, constant(true));
}

/** Operators that say the same of other amounts of arguments, among which one may choose. */
const families: readonly (readonly string[])[] = [
  ["and", "or"],
  ["some", "all", "none"],
  ["count", "sum", "unique", "find", "earliest", "latest"],
  ["filter", "map"],
  ["+", "-", "*", "/", "%", "min", "max"],
  ["date.add", "date.diff"],
  ["date.of", "date.next"],
  ["missing", "!!"],
];

/** The operators that could stand in the place of one, itself included. */
export function family(op: string): readonly string[] {
  return families.find((one) => one.includes(op)) ?? [op];
}

/** What operators are called. */
export const operatorWords: Readonly<Record<string, Text>> = {
  and: { en: "all of", "zh-CN": "全部满足" },
  or: { en: "any of", "zh-CN": "任一满足" },
  "!": { en: "not", "zh-CN": "并非" },
  "!!": { en: "has a value", "zh-CN": "有值" },
  holds: { en: "holds", "zh-CN": "成立" },
  "==": { en: "is", "zh-CN": "等于" },
  "===": { en: "is exactly", "zh-CN": "恰为" },
  "!=": { en: "is not", "zh-CN": "不等于" },
  "!==": { en: "is not exactly", "zh-CN": "不恰为" },
  "<": { en: "less than", "zh-CN": "小于" },
  "<=": { en: "at most", "zh-CN": "不超过" },
  ">": { en: "more than", "zh-CN": "大于" },
  ">=": { en: "at least", "zh-CN": "不少于" },
  in: { en: "is one of", "zh-CN": "属于" },
  missing: { en: "missing:", "zh-CN": "缺失：" },
  missing_some: { en: "too few of", "zh-CN": "不足：" },
  rule: { en: "condition", "zh-CN": "条件" },
  decide: { en: "decided by", "zh-CN": "按决策表" },
  at: { en: "the case is at", "zh-CN": "案件处于" },
  some: { en: "some item of", "zh-CN": "有一项满足" },
  all: { en: "every item of", "zh-CN": "每一项满足" },
  none: { en: "no item of", "zh-CN": "没有一项满足" },
  filter: { en: "those of", "zh-CN": "筛选" },
  map: { en: "for each of", "zh-CN": "逐项" },
  reduce: { en: "gathered from", "zh-CN": "汇总" },
  count: { en: "number of", "zh-CN": "数量" },
  sum: { en: "total of", "zh-CN": "合计" },
  unique: { en: "distinct of", "zh-CN": "去重" },
  find: { en: "first of", "zh-CN": "首个" },
  earliest: { en: "earliest of", "zh-CN": "最早" },
  latest: { en: "latest of", "zh-CN": "最晚" },
  each: { en: "a list from", "zh-CN": "逐项生成" },
  share: { en: "share", "zh-CN": "比例" },
  "date.add": { en: "date after", "zh-CN": "推算日期" },
  "date.diff": { en: "time between", "zh-CN": "间隔" },
  "date.of": { en: "day of", "zh-CN": "日期" },
  "date.next": { en: "next", "zh-CN": "下一个" },
  "+": { en: "+", "zh-CN": "＋" },
  "-": { en: "−", "zh-CN": "－" },
  "*": { en: "×", "zh-CN": "×" },
  "/": { en: "÷", "zh-CN": "÷" },
  "%": { en: "remainder of ÷", "zh-CN": "取余" },
  min: { en: "least of", "zh-CN": "最小" },
  max: { en: "greatest of", "zh-CN": "最大" },
  cat: { en: "text of", "zh-CN": "拼接" },
  substr: { en: "part of text", "zh-CN": "截取" },
  matches: { en: "has the form of", "zh-CN": "符合格式" },
  size: { en: "number of", "zh-CN": "数量" },
  var: { en: "value of", "zh-CN": "取值" },
  outer: { en: "value of", "zh-CN": "取值" },
  if: { en: "depending", "zh-CN": "分情形" },
  "?:": { en: "depending", "zh-CN": "分情形" },
  merge: { en: "together", "zh-CN": "合并" },
  entered: { en: "when entered first", "zh-CN": "首次进入时间" },
  times: { en: "how often", "zh-CN": "次数" },
  between: { en: "time between", "zh-CN": "用时" },
  literal: { en: "as it stands", "zh-CN": "原样" },
};

/** How dates are compared. */
export const dateWords: Readonly<Record<string, Text>> = {
  "<": { en: "before", "zh-CN": "早于" },
  "<=": { en: "not after", "zh-CN": "不晚于" },
  ">": { en: "after", "zh-CN": "晚于" },
  ">=": { en: "not before", "zh-CN": "不早于" },
};
