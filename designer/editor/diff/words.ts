import type { Json, Language, Text } from "../../../engine/model/types.ts";
import { isText } from "../../words/text.ts";

/** A text made for each language. */
export const both = (make: (language: Language) => string): Text => ({
  en: make("en"),
  "zh-CN": make("zh-CN"),
});

/** One of two texts by language. */
export const tell = (language: Language, en: string, zh: string): string => (language === "en" ? en : zh);

/** A title in a language; the name where it is no title at all. */
export const titled = (title: unknown, language: Language, name: string): string =>
  isText(title) ? title[language] || name : typeof title === "string" && title !== "" ? title : name;

/** Words that were made of a definition, unless something in it that should be a text is none. */
export const sound = (words: string, otherwise: () => string): string =>
  words.includes("[object Object]") ? otherwise() : words;

/** A name in quotes. */
export const quoted = (text: string): string => `“${text}”`;

/** Names one after the other: “a”, “b” and “c”. */
export const listed = (items: readonly string[], language: Language): string =>
  items.map(quoted).join(tell(language, ", ", "、"));

/** What is said of something: `Stage “Review”: …`. */
export const said = (called: Text, what: (language: Language) => string): Text =>
  both(
    (language) =>
      `${called[language]}${tell(language, ": ", "：")}${what(language)}${tell(language, ".", "。")}`,
  );

/** A text that is not too long for a line. */
export const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

/** A name as it is written; whatever else stands where a name should be is shown as the JSON that it is. */
export const asName = (name: Json | undefined): string =>
  typeof name === "string" ? name : name === undefined ? "–" : short(JSON.stringify(name));

/** What kinds of things are called, by section. */
export const kinds = {
  roles: { en: "Role", "zh-CN": "角色" },
  events: { en: "Event", "zh-CN": "事项" },
  rules: { en: "Rule", "zh-CN": "规则" },
  decisions: { en: "Decision table", "zh-CN": "决策表" },
  facts: { en: "Fact", "zh-CN": "外部事实" },
  delays: { en: "Time limit", "zh-CN": "期限" },
  clocks: { en: "Clock", "zh-CN": "计时" },
  obligations: { en: "Obligation", "zh-CN": "履行事项" },
  ballots: { en: "Ballot", "zh-CN": "表决" },
  returns: { en: "Return", "zh-CN": "退回" },
  takeBacks: { en: "Taking back", "zh-CN": "拿回" },
  holds: { en: "Hold", "zh-CN": "中止" },
  timeouts: { en: "Timeout", "zh-CN": "超时处理" },
  approvers: { en: "Approvers’ rule", "zh-CN": "审批人规则" },
  confidential: { en: "Confidential class", "zh-CN": "保密类别" },
  messages: { en: "Message", "zh-CN": "消息" },
  public: { en: "Publication", "zh-CN": "公开事项" },
  measures: { en: "Measure", "zh-CN": "指标" },
  common: { en: "Common act", "zh-CN": "通用操作" },
} satisfies Record<string, Text>;

/** What the members of a definition are called, wherever they stand. */
export const labels: Record<string, Text> = {
  $schema: { en: "the schema for editors", "zh-CN": "编辑器模式" },
  id: { en: "the id", "zh-CN": "标识" },
  title: { en: "the title", "zh-CN": "名称" },
  summary: { en: "the summary", "zh-CN": "简介" },
  basis: { en: "the legal basis", "zh-CN": "依据" },
  source: { en: "the source", "zh-CN": "依据" },
  article: { en: "the article", "zh-CN": "条款" },
  url: { en: "the address", "zh-CN": "网址" },
  description: { en: "the description", "zh-CN": "说明" },
  by: { en: "who may do it", "zh-CN": "可由谁办理" },
  to: { en: "who it is for", "zh-CN": "面向谁" },
  where: { en: "the condition on who may", "zh-CN": "办理人条件" },
  when: { en: "the condition", "zh-CN": "条件" },
  is: { en: "who it is", "zh-CN": "由谁担任" },
  apartFrom: { en: "who may not do it after having done", "zh-CN": "须回避的前序办理" },
  payload: { en: "what is sent with it", "zh-CN": "提交内容" },
  takes: { en: "the fields that are filled in", "zh-CN": "填写字段" },
  saves: { en: "whether the fields are kept", "zh-CN": "是否保存填写内容" },
  inputs: { en: "the inputs", "zh-CN": "输入" },
  outputs: { en: "the outputs", "zh-CN": "输出" },
  hit: { en: "which row counts", "zh-CN": "命中方式" },
  aggregate: { en: "how rows are put together", "zh-CN": "汇总方式" },
  otherwise: { en: "what holds where no row does", "zh-CN": "无命中时的结果" },
  of: { en: "what it is about", "zh-CN": "对象" },
  give: { en: "what it gives", "zh-CN": "取值方式" },
  field: { en: "the field", "zh-CN": "字段" },
  status: { en: "which cases", "zh-CN": "案件状态" },
  limit: { en: "the length", "zh-CN": "时长" },
  unit: { en: "the unit", "zh-CN": "单位" },
  until: { en: "until when", "zh-CN": "截止" },
  from: { en: "from when it counts", "zh-CN": "起算" },
  roll: { en: "whether it moves on to a working day", "zh-CN": "遇节假日是否顺延" },
  resume: { en: "how it goes on afterwards", "zh-CN": "此后如何继续" },
  lights: { en: "when the light changes", "zh-CN": "亮灯时点" },
  blue: { en: "from when the light is blue", "zh-CN": "蓝灯时点" },
  appeal: { en: "the appeal against its lights", "zh-CN": "对亮灯的申诉" },
  within: { en: "how long one may appeal", "zh-CN": "申诉期限" },
  yellow: { en: "from when the light is yellow", "zh-CN": "黄灯时点" },
  each: { en: "the list whose rows are followed", "zh-CN": "跟踪的清单" },
  key: { en: "what tells rows apart", "zh-CN": "行标识" },
  due: { en: "when it is due", "zh-CN": "到期日" },
  open: { en: "while what holds", "zh-CN": "未办结条件" },
  remind: { en: "the reminder", "zh-CN": "提醒" },
  electors: { en: "who votes", "zh-CN": "表决人" },
  weight: { en: "the weight of a vote", "zh-CN": "表决权重" },
  present: { en: "who counts as present", "zh-CN": "出席人数" },
  cast: { en: "the event of voting", "zh-CN": "表决事项" },
  choice: { en: "where the choice stands", "zh-CN": "选项字段" },
  choices: { en: "the choices", "zh-CN": "选项" },
  neutral: { en: "choices that do not count", "zh-CN": "不计入的选项" },
  quorum: { en: "the quorum", "zh-CN": "法定人数" },
  pass: { en: "what passes", "zh-CN": "通过条件" },
  decide: { en: "how it is decided", "zh-CN": "裁决方式" },
  recusal: { en: "the event of recusal", "zh-CN": "回避事项" },
  early: { en: "whether it ends as soon as it is certain", "zh-CN": "结果确定时是否提前结束" },
  secret: { en: "whether it is secret", "zh-CN": "是否无记名" },
  order: { en: "whether one after the other", "zh-CN": "先后方式" },
  close: { en: "what ends it", "zh-CN": "结束方式" },
  silence: { en: "what silence means", "zh-CN": "逾期未表决的处理" },
  casting: { en: "who decides a tie", "zh-CN": "平局裁决" },
  event: { en: "the event", "zh-CN": "事项" },
  in: { en: "in which stages", "zh-CN": "适用环节" },
  stages: { en: "the stages", "zh-CN": "环节" },
  clear: { en: "what is cleared", "zh-CN": "清除的字段" },
  end: { en: "the event that ends it", "zh-CN": "结束事项" },
  stops: { en: "the clocks that stop", "zh-CN": "暂停的计时" },
  allows: { en: "what may be done meanwhile", "zh-CN": "期间允许的事项" },
  fields: { en: "the fields", "zh-CN": "字段" },
  states: { en: "the stages", "zh-CN": "环节" },
  period: { en: "the period", "zh-CN": "统计周期" },
  goal: { en: "the goal", "zh-CN": "目标值" },
  aim: { en: "on which side of the goal", "zh-CN": "目标方向" },
  baselines: { en: "the figures to compare with", "zh-CN": "对比基准" },
  standing: { en: "whether it tells how things stand", "zh-CN": "是否为存量指标" },
  type: { en: "the type", "zh-CN": "类型" },
  history: { en: "what it remembers", "zh-CN": "历史方式" },
  over: { en: "what is counted, or done when it is over", "zh-CN": "统计范围或超时后的处理" },
  with: { en: "what is sent with it", "zh-CN": "随附内容" },
  repeated: { en: "what holds for the same approver again", "zh-CN": "审批人重复时的处理" },
  self: { en: "what holds where the approver is the applicant", "zh-CN": "审批人为本人时的处理" },
  empty: { en: "what holds where nobody approves", "zh-CN": "审批人为空时的处理" },
  initial: { en: "the first stage", "zh-CN": "首个环节" },
  entry: { en: "what happens on entering", "zh-CN": "进入时的操作" },
  exit: { en: "what happens on leaving", "zh-CN": "离开时的操作" },
  actions: { en: "what happens with it", "zh-CN": "附带操作" },
  guard: { en: "the condition", "zh-CN": "条件" },
  target: { en: "where it leads", "zh-CN": "去向" },
  reenter: { en: "whether the stage is entered anew", "zh-CN": "是否重新进入" },
  tags: { en: "the tags", "zh-CN": "标签" },
  meta: { en: "the notes for the engine", "zh-CN": "元数据" },
  task: { en: "the task", "zh-CN": "待办" },
  form: { en: "the fields of the form", "zh-CN": "表单字段" },
  decision: { en: "the kind of decision", "zh-CN": "决定性质" },
  lapse: { en: "what lapse of time means", "zh-CN": "逾期后果" },
  output: { en: "the outcome", "zh-CN": "输出" },
  invoke: { en: "what is begun there", "zh-CN": "启动的事项" },
  input: { en: "what it is given", "zh-CN": "输入" },
  src: { en: "what is begun", "zh-CN": "启动的对象" },
  required: { en: "the fields that must be filled in", "zh-CN": "必填字段" },
  properties: { en: "the properties", "zh-CN": "性质" },
  default: { en: "the value at first", "zh-CN": "默认值" },
  enum: { en: "the choices", "zh-CN": "可选值" },
  oneOf: { en: "the choices", "zh-CN": "可选值" },
  format: { en: "the format", "zh-CN": "格式" },
  minimum: { en: "the least value", "zh-CN": "最小值" },
  maximum: { en: "the greatest value", "zh-CN": "最大值" },
  minLength: { en: "the least length", "zh-CN": "最短长度" },
  maxLength: { en: "the greatest length", "zh-CN": "最长长度" },
  minItems: { en: "the fewest entries", "zh-CN": "最少条数" },
  maxItems: { en: "the most entries", "zh-CN": "最多条数" },
  readOnly: { en: "whether only the procedure writes it", "zh-CN": "是否只由流程写入" },
  confidential: { en: "how confidential it is", "zh-CN": "保密类别" },
  items: { en: "the entries", "zh-CN": "条目" },
  en: { en: "in English", "zh-CN": "英文" },
  "zh-CN": { en: "in Chinese", "zh-CN": "中文" },
};

/** What a member is called; its key in quotes where nobody has named it. */
export const labelOf = (key: string): Text =>
  Object.hasOwn(labels, key) ? labels[key]! : { en: quoted(key), "zh-CN": quoted(key) };
