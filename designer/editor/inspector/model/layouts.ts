import type { Text } from "../../../../engine/model/types.ts";
import { sections } from "../../document/types.ts";
import { inspectorWords } from "../words.ts";
import { membersOf, type Member, type Root } from "./shapes.ts";

/** A part of a form: a heading and members in the order in which people think of them. */
export interface FormSection {
  id: string;
  title: Text;
  members: readonly Member[];
  /** Seldom wanted. */
  closed: boolean;
}
interface Layout {
  id: string;
  title: Text;
  keys: readonly string[];
  closed?: boolean;
}

const general = inspectorWords.general;
const layouts: Partial<Record<Root, readonly Layout[]>> = {
  procedure: [{ id: "general", title: general, keys: ["title", "summary", "id"] }],
  roles: [{ id: "general", title: general, keys: ["title", "is", "rows", "id", "acting"] }],
  events: [
    { id: "general", title: general, keys: ["title"] },
    { id: "who", title: inspectorWords.who, keys: ["by", "where", "apartFrom"] },
    { id: "filled", title: inspectorWords.filledIn, keys: ["takes", "saves", "payload"] },
  ],
  ballots: [
    { id: "general", title: general, keys: ["title", "cast", "choice", "choices"] },
    {
      id: "electors",
      title: { en: "Who votes", "zh-CN": "参加者" },
      keys: ["electors", "present", "weight", "recusal"],
    },
    {
      id: "result",
      title: { en: "What it takes", "zh-CN": "通过条件" },
      keys: ["quorum", "pass", "decide", "casting", "neutral"],
    },
    {
      id: "course",
      title: { en: "How it goes", "zh-CN": "进行方式" },
      keys: ["order", "secret", "early", "close", "silence"],
    },
  ],
  clocks: [
    { id: "general", title: general, keys: ["title", "limit", "unit", "roll", "source"] },
    { id: "from", title: { en: "Beginning", "zh-CN": "起算" }, keys: ["from"], closed: true },
    { id: "lights", title: { en: "Lights", "zh-CN": "亮灯" }, keys: ["lights", "appeal"] },
  ],
  measures: [
    { id: "general", title: general, keys: ["title", "unit", "give"] },
    {
      id: "counted",
      title: { en: "What is counted", "zh-CN": "统计口径" },
      keys: ["over", "of", "by", "period", "standing"],
    },
    { id: "goal", title: { en: "Goal", "zh-CN": "目标" }, keys: ["goal", "aim", "baselines"] },
  ],
  obligations: [
    { id: "general", title: general, keys: ["title", "each", "key", "due", "open"] },
    { id: "who", title: inspectorWords.who, keys: ["to", "remind", "in"] },
  ],
};

/** Members that another part of the form edits: on the canvas, in lists, in the head. */
const elsewhere: Partial<Record<Root, readonly string[]>> = {
  procedure: [...sections, "basis", "opening", "data", "common", "properties", "machine"],
  // The grid of the table has all but its title.
  decisions: ["inputs", "outputs", "hit", "aggregate", "rows", "otherwise"],
  state: [
    "states",
    "on",
    "after",
    "always",
    "onDone",
    "invoke",
    "type",
    "initial",
    "tags",
    "meta",
    "entry",
    "exit",
    "target",
    "history",
  ],
  machine: ["states", "on", "after", "always", "invoke", "type", "initial", "tags", "meta", "entry", "exit"],
  way: ["target", "guard", "actions"],
};

function elsewhereOf(root: Root): readonly string[] {
  if (root.startsWith("invoke.")) return ["src", "onDone", "onError"];
  return root.startsWith("action.") ? ["type"] : (elsewhere[root] ?? []);
}

/** The form of a thing: its sections, and at the end whatever the format has that no section names. */
export function sectionsOf(root: Root): FormSection[] {
  const members = membersOf(root);
  const laid = layouts[root] ?? [{ id: "general", title: general, keys: members.map(({ key }) => key) }];
  const hidden = new Set(elsewhereOf(root));
  const named = new Set(laid.flatMap(({ keys }) => keys));
  const sections = laid.map(({ id, title, keys, closed = false }) => ({
    id,
    title,
    members: keys.flatMap((key) => members.find((member) => member.key === key && !hidden.has(key)) ?? []),
    closed,
  }));
  const rest = members.filter(({ key }) => !named.has(key) && !hidden.has(key));
  return rest.length === 0
    ? sections
    : [...sections, { id: "more", title: inspectorWords.more, members: rest, closed: true }];
}

/** Members that are edited, but not by the sections; for the test that demands a way to each. */
export const editedElsewhere = elsewhereOf;
