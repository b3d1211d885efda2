import { fill, type Json, type RefusalCode, type Text } from "../model/index.ts";

/** What a failed scenario says: what was expected, and what was found. */
const words = {
  "not-deployed": {
    en: "The pack cannot be deployed with these parameters: {fault}",
    "zh-CN": "无法以这些参数部署该规程包：{fault}",
  },
  "bad-instant": { en: "“{text}” is no instant.", "zh-CN": "“{text}”不是有效的时刻。" },
  "opening-refused": {
    en: "The case was to be opened and was refused ({code}): {told}",
    "zh-CN": "应能发起案件，但被拒绝（{code}）：{told}",
  },
  "opening-accepted": {
    en: "Opening was to be refused ({because}), and the case was opened.",
    "zh-CN": "发起应被拒绝（{because}），但案件已发起。",
  },
  "opening-otherwise": {
    en: "Opening was to be refused with {because}, and was refused with {code}: {told}",
    "zh-CN": "发起应以{because}被拒绝，实际以{code}被拒绝：{told}",
  },
  refused: {
    en: "“{event}” by {by} was to be accepted and was refused ({code}): {told}",
    "zh-CN": "{by}的“{event}”应被接受，但被拒绝（{code}）：{told}",
  },
  accepted: {
    en: "“{event}” by {by} was to be refused ({because}), and was accepted; the case is in {state}.",
    "zh-CN": "{by}的“{event}”应被拒绝（{because}），但被接受；案件处于{state}。",
  },
  otherwise: {
    en: "“{event}” by {by} was to be refused with {because}, and was refused with {code}: {told}",
    "zh-CN": "{by}的“{event}”应以{because}被拒绝，实际以{code}被拒绝：{told}",
  },
  "unknown-person": {
    en: "Nobody in the directory is called “{id}”. Name somebody of the directory, or write the principal out.",
    "zh-CN": "人员目录中没有“{id}”。请使用目录中的人员，或完整写出主体。",
  },
  "no-such-case": {
    en: "The case has no linked case “{name}”. It has: {links}.",
    "zh-CN": "该案件没有关联案件“{name}”。现有：{links}。",
  },
  "no-such-task": {
    en: "The case has no open task of “{name}”; it is in {state}.",
    "zh-CN": "该案件没有“{name}”的待办；现处于{state}。",
  },
  "no-such-call": {
    en: "The case waits for no call “{name}”; it is in {state}.",
    "zh-CN": "该案件没有等待中的调用“{name}”；现处于{state}。",
  },
  "wait-backwards": {
    en: "The wait is to end at {until}, and it is {now} already.",
    "zh-CN": "等待应于{until}结束，但现在已是{now}。",
  },
  "wait-endless": {
    en: "During this wait far more falls due than a procedure needs; a delay starts itself again and again.",
    "zh-CN": "等待期间到期事项过多，可能有期限不断重新起算。",
  },
  "no-case": {
    en: "There is no case to look at: opening was refused.",
    "zh-CN": "没有可查看的案件：发起已被拒绝。",
  },
  status: {
    en: "The case was to be {expected} and is {found}.",
    "zh-CN": "案件状态应为{expected}，实际为{found}。",
  },
  state: {
    en: "The case was to be in {expected} and is in {found}.",
    "zh-CN": "案件应处于{expected}，实际处于{found}。",
  },
  data: {
    en: "{path} was to be {expected} and is {found}.",
    "zh-CN": "{path}应为{expected}，实际为{found}。",
  },
  clock: {
    en: "The clock “{clock}” was to show {expected} and shows {found}.",
    "zh-CN": "计时“{clock}”应为{expected}灯，实际为{found}灯。",
  },
  "clock-not-started": {
    en: "The clock “{clock}” was to show {expected}, and has not started.",
    "zh-CN": "计时“{clock}”应为{expected}灯，但尚未开始。",
  },
  appeal: {
    en: "The appeal against {light} of “{clock}” was to be {expected} and is {found}.",
    "zh-CN": "对“{clock}”{light}灯的申诉应为{expected}，实际为{found}。",
  },
  obligation: {
    en: "Of “{obligation}” the deadline of {key} was to be {expected} and is {found}.",
    "zh-CN": "“{obligation}”中{key}的期限应为{expected}，实际为{found}。",
  },
  "obligation-rows": {
    en: "Of “{obligation}” {expected} rows were to be open, and {found} are.",
    "zh-CN": "“{obligation}”应有{expected}行未办结，实际为{found}行。",
  },
  hold: {
    en: "The hold {expected} was to stand; it is {found}.",
    "zh-CN": "应处于中止事项{expected}，实际为{found}。",
  },
  tasks: {
    en: "There was to be a task {expected}; open are: {found}.",
    "zh-CN": "应有待办{expected}；现有待办：{found}。",
  },
  "no-tasks": {
    en: "There was to be no task; open are: {found}.",
    "zh-CN": "不应有待办；现有待办：{found}。",
  },
  sent: {
    en: "A message {expected} was to be sent; sent were: {found}.",
    "zh-CN": "应发出通知{expected}；已发出：{found}。",
  },
  "nothing-sent": {
    en: "No message was to be sent; sent were: {found}.",
    "zh-CN": "不应发出通知；已发出：{found}。",
  },
  register: {
    en: "The register “{register}” was to hold {expected}; it holds {found}.",
    "zh-CN": "名录“{register}”应有{expected}；现有{found}。",
  },
  crashed: {
    en: "The engine failed, which is a fault of the engine or of a definition that was not checked: {fault}",
    "zh-CN": "引擎出错，属引擎自身缺陷或规程定义未经检查：{fault}",
  },
} satisfies Record<string, Text>;

export function say(key: keyof typeof words, values: Record<string, string | Text | RefusalCode> = {}): Text {
  return fill(words[key], values);
}

/** A value as it is shown in words: short enough to read. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return "–";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
