import type {
  Json,
  JsonObject,
  Language,
  Pack,
  Procedure,
  StateConfig,
  TimeUnit,
} from "../../engine/model/types.ts";
import { choiceInWords } from "./choices.ts";
import { formatInWords } from "./formats.ts";
import { lengthInWords, unitInWords } from "./units.ts";
import { say, titleOf } from "./text.ts";

/**
 * JSON-Logic as a sentence for people: `{ ">=": [{ "size": { "var": "event.present" } }, 11] }` becomes
 * “number of present is at least 11”. What it does not know stands as JSON, so that nothing is left out in silence.
 */
export function phraseLogic(
  logic: Json,
  procedure: Procedure,
  language: Language,
  parameters: Pack["parameters"] = {},
): string {
  return phrase(logic, { procedure, language, parameters });
}

interface Speaker {
  procedure: Procedure;
  language: Language;
  parameters: Pack["parameters"];
  /** What the items of the list are that an operator around goes through: read as `row`, or as all that is seen. */
  row?: JsonObject | undefined;
  item?: JsonObject | undefined;
}
type Phrase = (args: Json[], speaker: Speaker) => string;

const infix =
  (en: string, zh: string): Phrase =>
  (args, speaker) =>
    args.map((part) => operand(part, speaker)).join(speaker.language === "en" ? ` ${en} ` : zh);

const between =
  (en: string, zh: string): Phrase =>
  (args, speaker) => {
    const word = speaker.language === "en" ? ` ${en} ` : zh;
    const field = args.map((part) => schemaOf(part, speaker)).find((schema) => schema !== undefined);
    return args
      .map((part) =>
        isPlain(part) && field !== undefined ? choice(part, field, speaker) : operand(part, speaker),
      )
      .join(word);
  };

const call =
  (en: string, zh: string): Phrase =>
  ([value], speaker) =>
    speaker.language === "en" ? `${en} ${operand(value, speaker)}` : `${operand(value, speaker)}${zh}`;

/** A list, and a condition on its items or what is taken of each. */
const list =
  (en: (over: string, inner: string) => string, zh: (over: string, inner: string) => string): Phrase =>
  ([items, condition], speaker) => {
    const over = operand(items, speaker);
    const inner = condition === undefined ? "" : operand(condition, inside(items, speaker, "row"));
    return speaker.language === "en" ? en(over, inner) : zh(over, inner);
  };

/** The same for the operators that see nothing but the item. */
const itemList =
  (en: (over: string, inner: string) => string, zh: (over: string, inner: string) => string): Phrase =>
  ([items, condition], speaker) => {
    const over = operand(items, speaker);
    const inner = operand(condition, inside(items, speaker, "item"));
    return speaker.language === "en" ? en(over, inner) : zh(over, inner);
  };

/** A value of each item, gathered. */
const gathered = (en: string, zh: string): Phrase =>
  list(
    (over, inner) => (inner === "" ? `${en} ${over}` : `${en} ${inner} in ${over}`),
    (over, inner) => (inner === "" ? `${over}的${zh}` : `${over}中${inner}的${zh}`),
  );

const rowItself = (value: Json | undefined): boolean => isObject(value) && value.var === "row";

function inside(items: Json | undefined, speaker: Speaker, as: "row" | "item"): Speaker {
  const schema = schemaOf(items ?? null, speaker);
  const found = isObject(schema) && isObject(schema.items) ? schema.items : {};
  return as === "row" ? { ...speaker, row: found } : { ...speaker, item: found };
}

/** What a state is called, by its dotted path. */
function stateTitle(path: Json | undefined, { procedure, language }: Speaker): string {
  const name = String(path ?? "");
  const state = name
    .split(".")
    .reduce<StateConfig | undefined>(
      (at, key) => (at?.states !== undefined && Object.hasOwn(at.states, key) ? at.states[key] : undefined),
      procedure.machine,
    );
  return say(state?.meta?.title, language, name);
}

const phrases: Record<string, Phrase> = {
  var: ([path], speaker) => nameOf(path, speaker),
  outer: ([path], speaker) => nameOf(path, { ...speaker, item: undefined }),
  "==": between("is", "为"),
  "===": between("is", "为"),
  "!=": between("is not", "不为"),
  "!==": between("is not", "不为"),
  ">": between("is more than", "大于"),
  ">=": between("is at least", "不少于"),
  "<": between("is less than", "小于"),
  "<=": between("is at most", "不超过"),
  and: infix("and", "，且"),
  or: infix("or", "，或"),
  "!": ([value], speaker) => negated(value, speaker),
  "!!": ([value], speaker) =>
    speaker.language === "en" ? `there is ${operand(value, speaker)}` : `有${operand(value, speaker)}`,
  in: between("is among", "属于"),
  "+": infix("+", "＋"),
  "-": infix("−", "－"),
  "*": infix("×", "×"),
  "/": infix("÷", "÷"),
  if: (args, speaker) => branches(args, speaker),
  rule: ([name], speaker) =>
    say(speaker.procedure.rules?.[String(name)]?.title, speaker.language, String(name)),
  at: ([path], speaker) => {
    const state = stateTitle(path, speaker);
    return speaker.language === "en" ? `the case is at “${state}”` : `案件处于“${state}”`;
  },
  entered: ([path], speaker) => {
    const state = stateTitle(path, speaker);
    return speaker.language === "en" ? `the case has come to “${state}”` : `案件进入过“${state}”`;
  },
  times: ([event], speaker) => {
    const { procedure, language } = speaker;
    const title = say(procedure.events[String(event)]?.title, language, String(event));
    return language === "en" ? `times of “${title}”` : `“${title}”的次数`;
  },
  between: ([from, to, unit], speaker) => {
    const [one, other] = [stateTitle(from, speaker), stateTitle(to, speaker)];
    const words = unitInWords(unit as TimeUnit, speaker.language);
    return speaker.language === "en"
      ? `${words} from “${one}” to “${other}”`
      : `从“${one}”到“${other}”的${words}数`;
  },
  size: call("number of", "的数量"),
  "%": ([value, by], speaker) =>
    speaker.language === "en"
      ? `remainder of ${operand(value, speaker)} ÷ ${operand(by, speaker)}`
      : `${operand(value, speaker)}÷${operand(by, speaker)}的余数`,
  count: list(
    (over, inner) => `number of ${over}${inner && ` where ${inner}`}`,
    (over, inner) => (inner ? `${over}中${inner}的数量` : `${over}的数量`),
  ),
  find: list(
    (over, inner) => `the first of ${over} where ${inner}`,
    (over, inner) => `${over}中首个${inner}的项`,
  ),
  sum: gathered("total of", "合计"),
  unique: gathered("distinct", "不重复项"),
  earliest: gathered("earliest of", "最早值"),
  latest: gathered("latest of", "最晚值"),
  some: itemList(
    (over, inner) => `for some of ${over}, ${inner}`,
    (over, inner) => `${over}中有一项${inner}`,
  ),
  all: itemList(
    (over, inner) => `for every one of ${over}, ${inner}`,
    (over, inner) => `${over}中每一项均${inner}`,
  ),
  none: itemList(
    (over, inner) => `for none of ${over}, ${inner}`,
    (over, inner) => `${over}中没有一项${inner}`,
  ),
  filter: itemList(
    (over, inner) => `those of ${over} where ${inner}`,
    (over, inner) => `${over}中${inner}的各项`,
  ),
  map: itemList(
    (over, inner) => `${inner} of each of ${over}`,
    (over, inner) => `${over}各项的${inner}`,
  ),
  min: (args, speaker) => named(args, speaker, "the least of", "中的最小值"),
  max: (args, speaker) => named(args, speaker, "the greatest of", "中的最大值"),
  literal: ([value], { language }) =>
    typeof value === "object" ? JSON.stringify(value) : literal(value ?? null, language),
  missing: call("missing:", "缺失"),
  each: ([items, template], speaker) => {
    const over = operand(items, speaker);
    if (
      template === undefined ||
      rowItself(template) ||
      (isObject(template) && Object.keys(template).length !== 1)
    )
      return over;
    const inner = operand(template, inside(items, speaker, "row"));
    return speaker.language === "en" ? `${inner} of each of ${over}` : `${over}各项的${inner}`;
  },
  merge: (args, speaker) =>
    args.map((part) => operand(part, speaker)).join(speaker.language === "en" ? " and " : "、"),
  decide: ([table], speaker) =>
    say(speaker.procedure.decisions?.[String(table)]?.title, speaker.language, String(table)),
  matches: ([text, format], speaker) =>
    speaker.language === "en"
      ? `${operand(text, speaker)} is a valid ${formatInWords(String(format), "en")}`
      : `${operand(text, speaker)}为有效的${formatInWords(String(format), "zh-CN")}`,
  "date.of": ([instant], speaker) =>
    isNow(instant) ? { en: "today", "zh-CN": "当日" }[speaker.language] : operand(instant, speaker),
  "date.add": ([date, count, unit], speaker) => {
    const length =
      typeof count === "number"
        ? lengthInWords(Math.abs(count), unit as TimeUnit, speaker.language)
        : `${operand(count, speaker)}${speaker.language === "en" ? " " : ""}${unitInWords(unit as TimeUnit, speaker.language)}`;
    const before = typeof count === "number" && count < 0;
    if (speaker.language === "en")
      return `${length} ${before ? "before" : "after"} ${operand(date, speaker)}`;
    return `${operand(date, speaker)}${before ? "前" : "后"}${length}`;
  },
  "date.diff": ([from, to, unit], speaker) => {
    const word = unitInWords(unit as TimeUnit, speaker.language);
    return speaker.language === "en"
      ? `${word} from ${operand(from, speaker)} to ${operand(to, speaker)}`
      : `${operand(from, speaker)}至${operand(to, speaker)}的${word.replace(/^个/, "")}数`;
  },
  "date.next": ([day], speaker) =>
    speaker.language === "en" ? `the next ${String(day)}` : `下一个${String(day)}`,
  share: ([part, operator, share, whole], speaker) => {
    const sign = { ">": "more than", ">=": "at least", "=": "exactly" }[String(operator)] ?? String(operator);
    const zh = { ">": "超过", ">=": "不少于", "=": "恰为" }[String(operator)] ?? String(operator);
    return speaker.language === "en"
      ? `${operand(part, speaker)} is ${sign} ${String(share)} of ${operand(whole, speaker)}`
      : `${operand(part, speaker)}占${operand(whole, speaker)}${zh}${String(share)}`;
  },
};

function named(args: Json[], speaker: Speaker, en: string, zh: string): string {
  const parts = args.map((part) => operand(part, speaker));
  return speaker.language === "en" ? `${en} ${parts.join(", ")}` : `${parts.join("、")}${zh}`;
}

function phrase(logic: Json | undefined, speaker: Speaker): string {
  if (logic === undefined) return "";
  if (Array.isArray(logic))
    return logic.map((item) => phrase(item, speaker)).join(speaker.language === "en" ? ", " : "、");
  if (typeof logic !== "object" || logic === null) return literal(logic, speaker.language);
  const keys = Object.keys(logic);
  const operator = keys[0];
  if (keys.length !== 1 || operator === undefined || !Object.hasOwn(phrases, operator))
    return JSON.stringify(logic);
  const given = (logic as JsonObject)[operator];
  return phrases[operator]!(Array.isArray(given) ? given : [given ?? null], speaker);
}

/** A part of a sentence; sentences inside it stand in brackets. */
function operand(logic: Json | undefined, speaker: Speaker): string {
  const text = phrase(logic, speaker);
  const operator =
    typeof logic === "object" && logic !== null && !Array.isArray(logic) ? Object.keys(logic)[0] : undefined;
  const composite = operator === "and" || operator === "or" || operator === "if";
  return composite ? (speaker.language === "en" ? `(${text})` : `（${text}）`) : text;
}

function negated(value: Json | undefined, speaker: Speaker): string {
  const inner = operand(value, speaker);
  if (typeof value === "object" && value !== null && Object.hasOwn(value, "var"))
    return speaker.language === "en" ? `no ${inner}` : `无${inner}`;
  return speaker.language === "en" ? `not: ${inner}` : `并非${inner}`;
}

function branches(args: Json[], speaker: Speaker): string {
  const parts: string[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [when, then] = [phrase(args[i], speaker), phrase(args[i + 1], speaker)];
    parts.push(speaker.language === "en" ? `if ${when}: ${then}` : `若${when}，则${then}`);
  }
  if (args.length % 2 === 1)
    parts.push((speaker.language === "en" ? "otherwise " : "否则") + phrase(args.at(-1), speaker));
  return parts.join(speaker.language === "en" ? "; " : "；");
}

const isNow = (logic: Json | undefined): boolean =>
  typeof logic === "object" && logic !== null && !Array.isArray(logic) && logic.var === "now";

/** A constant beside a field: one of the field's choices, in quotes. */
function choice(value: string | number | boolean | null, field: Json, { language }: Speaker): string {
  return typeof value === "string" ? `“${choiceInWords(value, field, language)}”` : literal(value, language);
}

const isPlain = (value: Json): value is string | number | boolean | null =>
  typeof value !== "object" || value === null;

/** Schema of what a `var` reads: of the data, a payload, or the item of a list. A default beside the path says nothing of it. */
function schemaOf(logic: Json, speaker: Speaker): Json | undefined {
  const { procedure, item, row } = speaker;
  if (!isObject(logic)) return undefined;
  const written = logic.var ?? logic.outer;
  const path = Array.isArray(written) ? written[0] : written;
  if (typeof path !== "string") return undefined;
  if (logic.var !== undefined && item !== undefined)
    return path === "" ? item : within(item, path.split("."));
  if (path === "event.output.result") return {};
  const [scope, ...keys] = path.split(".");
  if (scope === "row") return row === undefined ? undefined : within(row, keys);
  const inData = within(procedure.data, keys);
  if (scope === "data") return inData;
  if (scope !== "event") return undefined;
  return (
    Object.values(procedure.events)
      .map((event) => (event.payload === undefined ? undefined : within(event.payload, keys)))
      .find((field) => field !== undefined) ?? inData
  );
}

/** The schema of a field, by its path; positions of lists are none. */
function within(schema: JsonObject, keys: readonly string[]): Json | undefined {
  let at: Json | undefined = schema;
  for (const key of keys) {
    const properties: Json | undefined = isObject(at) ? at.properties : undefined;
    at = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  }
  return at;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function literal(value: string | number | boolean | null, language: Language): string {
  if (value === null) return language === "en" ? "nothing" : "空";
  if (value === true) return language === "en" ? "yes" : "是";
  if (value === false) return language === "en" ? "no" : "否";
  return typeof value === "string" ? `“${value}”` : String(value);
}

const known: Record<string, { en: string; "zh-CN": string }> = {
  now: { en: "now", "zh-CN": "现在" },
  "by.id": { en: "the person acting", "zh-CN": "经办人" },
  "by.roles": { en: "the roles of the person acting", "zh-CN": "经办人的角色" },
  "case.openedBy": { en: "the person who opened the case", "zh-CN": "发起人" },
  "case.openedAt": { en: "the time of opening", "zh-CN": "发起时间" },
  "case.depth": { en: "depth of the case", "zh-CN": "案件层级" },
  "event.output.result": { en: "the result", "zh-CN": "结果" },
};

/** What a path is called: the title of the field of the data or of a payload, a parameter, a clock. */
function nameOf(path: Json | undefined, speaker: Speaker): string {
  const { procedure, language, parameters, item, row } = speaker;
  if (typeof path !== "string" || path === "" || path === "row")
    return language === "en" ? "the item" : "该项";
  if (item !== undefined) return fieldTitle(item, path.split("."), language);
  const fixed = known[path];
  if (fixed) return fixed[language];
  const [scope, ...rest] = path.split(".");
  if (scope === "data") return fieldTitle(procedure.data, rest, language);
  if (scope === "event") {
    for (const event of Object.values(procedure.events)) {
      const field = titleOf(
        (event.payload?.properties as JsonObject | undefined)?.[rest[0] ?? ""],
        language,
        "",
      );
      if (field !== "") return field;
    }
    return fieldTitle(procedure.data, rest, language);
  }
  if (scope === "clock") return say(procedure.clocks?.[rest[0] ?? ""]?.title, language, path);
  if (scope === "param") return titleOf(parameters[rest[0] ?? ""], language, rest.join("."));
  if (scope === "fact")
    return [factName(rest[0] ?? "", procedure, language), ...rest.slice(1)].join(
      language === "en" ? "’s " : "的",
    );
  if (scope === "row") return fieldTitle(row ?? {}, rest, language);
  return path;
}

/** A fact by its title; without one it is called after what it looks up. */
function factName(name: string, procedure: Procedure, language: Language): string {
  const fact = procedure.facts?.[name];
  if (!fact) return name;
  if (fact.title !== undefined) return say(fact.title, language, name);
  const [kind, of = ""] = fact.of.split(":");
  const what: Record<string, { en: string; "zh-CN": string }> = {
    cases: { en: `cases (${of})`, "zh-CN": `案件（${of}）` },
    register: { en: `rows of the register (${of})`, "zh-CN": `名录条目（${of}）` },
    role: { en: `people with the role (${of})`, "zh-CN": `具有该角色的人员（${of}）` },
  };
  const things = what[kind ?? ""]?.[language] ?? fact.of;
  const gives: Record<string, { en: string; "zh-CN": string }> = {
    count: { en: `number of ${things}, “${name}”`, "zh-CN": `${things}“${name}”的数量` },
    exists: { en: `${things}, “${name}”`, "zh-CN": `${things}“${name}”` },
  };
  return gives[fact.give]?.[language] ?? `${things} “${name}”`;
}

function fieldTitle(schema: JsonObject, path: string[], language: Language): string {
  let at: Json | undefined = schema;
  const titles: string[] = [];
  for (const key of path) {
    const object = at as JsonObject | undefined;
    at = ((object?.properties as JsonObject | undefined) ??
      ((object?.items as JsonObject | undefined)?.properties as JsonObject | undefined))?.[key];
    titles.push(titleOf(at, language, key));
  }
  return titles.join(language === "en" ? "’s " : "的");
}
