import type { Json, Procedure } from "../../../engine/model/types.ts";
import { ballot, decision } from "./ballots.ts";
import { fieldName, schema } from "./fields.ts";
import { findRenamings, pairStates } from "./pairing.ts";
import { approver, asStage, timeout, timeoutInShort } from "./lateness.ts";
import { named, partOf } from "./parts.ts";
import { sideOf } from "./side.ts";
import { machine } from "./states.ts";
import { duration } from "./times.ts";
import { asEvent, asRole } from "./transitions.ts";
import type { Around, Change, Compare } from "./types.ts";
import { asLogic, list, members, names, unknown, value } from "./values.ts";
import { kinds, labelOf } from "./words.ts";

const title = value(labelOf("title"));

/** How the parts of each section are compared; what is not here is compared member by member. */
const ofParts: Record<Exclude<keyof typeof kinds, "common">, Compare> = {
  roles: members({ title, is: value(labelOf("is"), asLogic) }),
  events: (comparison, before, after, place) => {
    const inPayload = schema("", () => place.about, false);
    return members({
      title,
      by: names(labelOf("by"), asRole),
      apartFrom: names(labelOf("apartFrom"), asEvent),
      where: value(labelOf("where"), asLogic),
      takes: names(labelOf("takes"), fieldName),
      payload: (one, a, b, at) =>
        a === undefined || b === undefined
          ? value(labelOf("payload"))(one, a, b, at)
          : inPayload(one, a, b, at),
    })(comparison, before, after, place);
  },
  rules: members({ title, when: value(labelOf("when"), asLogic) }),
  decisions: decision,
  facts: members({ title, where: value(labelOf("where"), asLogic) }),
  delays: duration,
  clocks: duration,
  obligations: members({ title, due: value(labelOf("due"), asLogic), open: value(labelOf("open"), asLogic) }),
  ballots: ballot,
  returns: members({ stages: names(labelOf("stages"), asStage), resume: names(labelOf("resume")) }),
  takeBacks: members({
    event: value(labelOf("event"), asEvent),
    of: names({ en: "what may be taken back", "zh-CN": "可拿回的事项" }, asEvent),
  }),
  holds: members({
    in: names(labelOf("in"), asStage),
    stops: names(labelOf("stops")),
    allows: names(labelOf("allows"), asEvent),
    by: value(labelOf("event"), asEvent),
    end: value(labelOf("end"), asEvent),
  }),
  timeouts: timeout,
  approvers: approver,
  confidential: members({ to: names(labelOf("to"), asRole), where: value(labelOf("where"), asLogic) }),
  messages: value({ en: "the text", "zh-CN": "文本" }),
  public: members({
    title,
    fields: names(labelOf("fields"), fieldName),
    states: names(labelOf("states"), asStage),
  }),
  measures: members({
    title,
    of: value(labelOf("of"), asLogic),
    over: value({ en: "which cases count", "zh-CN": "统计范围" }, asLogic),
  }),
};

const sectionsOf = Object.fromEntries(
  Object.entries(ofParts).map(([section, compare]) => {
    const of = section as keyof typeof ofParts;
    const brief = of === "timeouts" ? { brief: timeoutInShort } : {};
    return [section, named({ kind: kinds[of], section: of, about: partOf(of), compare, ...brief })];
  }),
);

const about =
  (part: "opening" | "basis" | "properties" | "common", compare: Compare): Compare =>
  (comparison, before, after, place) =>
    compare(comparison, before, after, { ...place, about: { kind: "procedure", about: part } });

const procedure: Compare = members(
  {
    ...sectionsOf,
    title,
    summary: value(labelOf("summary")),
    basis: about("basis", list(labelOf("basis"))),
    opening: about("opening", (comparison, before, after, place) =>
      members({ by: names(labelOf("by"), asRole), where: value(labelOf("where"), asLogic) })(
        comparison,
        before,
        after,
        {
          ...place,
          called: { en: "Opening a case", "zh-CN": "发起案件" },
        },
      ),
    ),
    data: schema("", (path) => ({ kind: "field", path }), true),
    common: about(
      "common",
      named({
        kind: kinds.common,
        section: null,
        about: () => ({ kind: "procedure", about: "common" }),
        compare: (comparison, before, after, place) =>
          members({
            by: names(labelOf("by"), asRole),
            to: names(labelOf("to"), asRole),
            except: names({ en: "what nobody does in another’s place", "zh-CN": "不得代办的事项" }, asEvent),
          })(comparison, before, after, place),
      }),
    ),
    properties: about(
      "properties",
      list(labelOf("properties"), undefined, members({ title }), { en: "property", "zh-CN": "项性质" }),
    ),
    machine,
  },
  unknown,
);

/**
 * What is different in a procedure, told for its owner, in the order of the definition. Every place where the two are not
 * written alike is at, under or above a place of a change; equal definitions have none. Whatever is handed over is compared,
 * though it may be no procedure.
 *
 * @example
 * difference(before, after)[0].words.en // "Time limit “Notice”: it grows from 3 to 5 working days."
 */
export function difference(before: Procedure, after: Procedure, around: Around = {}): Change[] {
  const [old, now] = [sideOf(before, around), sideOf(after, around)];
  const states = pairStates(old, now);
  const comparison = { before: old, after: now, states, renamings: findRenamings(old, now, states) };
  return procedure(comparison, before as unknown as Json, after as unknown as Json, {
    before: "",
    after: "",
    about: { kind: "procedure" },
    called: { en: "The procedure", "zh-CN": "规程" },
  });
}
