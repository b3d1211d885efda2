import { describe, expect, it } from "vitest";
import { parsePack, type Json, type ProblemCode } from "../../engine/model/index.ts";
import { problemWords } from "../../engine/model/problem-words.ts";
import { changed, problemsOf, renamed, told, texts } from "./fixtures/change.ts";
import { fixture, type Files } from "./fixtures/pack.ts";

const permit = "procedures/permit.json";
const head = "pack.json";
const scenarios = "scenarios/permit.json";

/** One change of a correct pack: where it is made, what is put there, and where the problem has to be told if not at that place. */
interface Case {
  code: ProblemCode;
  why: string;
  files: Files;
  at: string;
}
const put = (
  code: ProblemCode,
  why: string,
  at: string,
  value: Json | undefined,
  toldAt = at,
  file = permit,
  upon: Files = fixture,
): Case => ({
  code,
  why,
  files: changed(file, at, value, upon),
  at: `${file}${toldAt}`,
});
const rename = (
  code: ProblemCode,
  why: string,
  at: string,
  name: string,
  toldAt?: string,
  file = permit,
): Case => ({
  code,
  why,
  files: renamed(file, at, name),
  at: `${file}${toldAt ?? `${at.slice(0, at.lastIndexOf("/"))}/${name.replaceAll("/", "~1")}`}`,
});
const inHead = (code: ProblemCode, why: string, at: string, value: Json | undefined, toldAt = at) =>
  put(code, why, at, value, toldAt, head);

const checking = "/machine/states/examining/states/checking";
const voting = "/machine/states/examining/states/voting";
const granted = "/machine/states/granted";
const complete = "/rules/complete/when/and";
/** Without the law that lets the vote lapse, and without what lapses. */
const unlawful = changed(
  permit,
  `${voting}/meta/lapse`,
  undefined,
  changed(permit, `${voting}/after`, undefined),
);

const structure: Case[] = [
  put("wrong-type", "a text where an object stands", "/opening", "clerk"),
  put("wrong-type", "one text where both languages are needed", "/title", "Permit"),
  put("wrong-value", "a hit policy that is none", "/decisions/tier/hit", "last"),
  put(
    "wrong-value",
    "A16: an action that XState has and the language has not",
    `${granted}/entry/0/type`,
    "xstate.raise",
  ),
  put(
    "missing-key",
    "a duration without its unit",
    "/delays/correction/unit",
    undefined,
    "/delays/correction",
  ),
  put(
    "missing-key-beside",
    "`until` without `each`",
    "/machine/states/waiting/states/child/states/running/invoke/input/until",
    "any",
    "/machine/states/waiting/states/child/states/running/invoke/input",
  ),
  put("missing-translation", "B9: a title in one language", "/title/zh-CN", undefined, "/title"),
  put("missing-translation", "B9: an empty translation", "/title/zh-CN", " "),
  put("unknown-key", "a misspelt key", "/events/CHECK/appartFrom", ["SUBMIT"]),
  put("unknown-key", "A16: `route`-like keys of transitions", `${checking}/on/CHECK/0/cond`, "x"),
  put("unknown-key", "a keyword that no schema has", "/data/properties/amount/minimun", 3),
  put("refused-in-machine", "A16: context", "/machine/context", {}),
  put("refused-in-machine", "A16: id on an inner state", `${checking}/id`, "other"),
  put("refused-in-machine", "A16: onSnapshot", `${voting}/invoke/onSnapshot`, "x"),
  put("refused-in-machine", "A16: systemId", `${voting}/invoke/systemId`, "x"),
  put("refused-in-machine", "A16: route", `${checking}/route`, {}),
  rename("bad-name", "A16: a wildcard", `${checking}/on/CHECK`, "*"),
  rename("bad-name", "A16: a partial wildcard", `${checking}/on/CHECK`, "CHECK.*"),
  rename("bad-name", "A16: an event of XState's own", `${checking}/on/CHECK`, "xstate.done.state.x"),
  rename("bad-name", "A16: a name of an event with a prefix of the engine", "/events/EXTEND", "case.extend"),
  rename("bad-name", "A16: a number for a delay", "/machine/states/draft/after/deemed", "1000"),
  put("bad-text", "a share that is no fraction", "/ballots/motion/pass/0/share", "two thirds"),
  put(
    "bad-text",
    "A7: a position in a list",
    `${checking}/meta/task/form`,
    ["items.0"],
    `${checking}/meta/task/form/0`,
  ),
  put("not-together", "payload and takes", "/events/CHECK/takes", ["subject"], "/events/CHECK"),
  put("too-few", "no choices", "/ballots/motion/choices", []),
  put("too-many", "a name that is too long", `${voting}/invoke/id`, "a".repeat(101)),
  put("too-small", "a light at once", "/clocks/decision/lights/blue", 0),
  put("too-great", "a light at the end", "/clocks/decision/lights/blue", 1),
  put("twice", "the same role twice", "/events/CHECK/by", ["clerk", "clerk"], "/events/CHECK/by/1"),
];

const names: Case[] = [
  put("unknown-ballot", "invoked", `${voting}/invoke/id`, "motoin"),
  inHead("unknown-calendar", "of the pack", "/calendar", "de"),
  put("unknown-choice", "counted", "/ballots/motion/pass/0/for", "yes"),
  put("unknown-choice", "not offered by the payload", "/ballots/motion/choices/0", "perhaps"),
  put("unknown-class", "of a field", "/data/properties/secretNote/confidential", "outer"),
  put("unknown-clock", "a tag", `${voting}/tags`, "clock:decison:stop"),
  put("unknown-hold", "expected of a scenario", "/scenarios/0/expect/hold", "pausd", undefined, scenarios),
  put("unknown-clock", "stopped by a hold", "/holds/suspended/stops/0", "decison"),
  put("unknown-event", "allowed by a hold", "/holds/suspended/allows/0", "WITHDRAWN"),
  put("unknown-clock", "of a light that a hold allows", "/holds/suspended/allows/0", "clock.decison.red"),
  put("unknown-decision", "decided", `${complete}/8/==/0/decide/0`, "teir"),
  put(
    "unknown-role",
    "of the tasks of an obligation",
    "/obligations/performance/to",
    ["nobdy"],
    "/obligations/performance/to/0",
  ),
  rename("unknown-delay", "waited for", "/machine/states/draft/after/deemed", "demed"),
  rename("unknown-event", "handled", `${checking}/on/CHECK`, "CHEK"),
  rename(
    "unknown-event",
    "A16: an event of an obligation that is none",
    `${granted}/on/due.performance.over`,
    "due.visits.over",
  ),
  put("unknown-fact", "read", `${complete}/3/>=/0/var`, "fact.openPermit"),
  put("unknown-field", "B1: taken", "/events/RATE/takes/0", "ratings"),
  put(
    "unknown-field",
    "A7: a length is no place to write",
    `${checking}/on/CHECK/0/actions/0/params`,
    { "present.length": 1 },
    `${checking}/on/CHECK/0/actions/0/params/present.length`,
  ),
  put("unknown-format", "matched", `${complete}/6/matches/1`, "pasport"),
  put("unknown-link", "sent to", `${granted}/on/EXTEND/actions/params/to`, "vist"),
  put("unknown-message", "notified", "/machine/states/examining/entry/params/message", "notices"),
  put("unknown-notice", "published", `${granted}/entry/1/params/notice`, "decisions"),
  put("unknown-operator", "in a rule", `${complete}/0`, { rul: "isLarge" }, `${complete}/0/rul`),
  put("unknown-operator", "B5: log is no operator", `${complete}/0`, { log: "x" }, `${complete}/0/log`),
  put("unknown-output", "of a table", `${complete}/8/==/0/decide/2`, "levl"),
  put("unknown-parameter", "read", "/delays/correction/limit/var", "param.noticeDay"),
  put("unknown-path", "read from the data", "/rules/isLarge/when/==/0/var", "data.kinds"),
  put(
    "unknown-path",
    "read from the event",
    `${checking}/on/CHECK/0/actions/0/params/secretNote/var`,
    "event.notes",
  ),
  put(
    "unknown-path",
    "read from a timer",
    "/machine/states/draft/after/deemed",
    { target: "withdrawn", actions: { type: "assign", params: { comment: { var: "event.note" } } } },
    "/machine/states/draft/after/deemed/actions/params/comment/var",
  ),
  put("unknown-path", "B5: an item of a list sees itself only", `${complete}/4/some/1/==/0/var`, "data.lead"),
  put("unknown-path", "a head that is none", "/rules/isLarge/when/==/0/var", "dta.kind"),
  put("unknown-path", "in a message", "/messages/notice/zh-CN", "关于{data.subjekt}"),
  put("unknown-path", "an inherited name", "/rules/isLarge/when/==/0/var", "constructor.name"),
  put("unknown-path", "an inherited name of a record", "/rules/isLarge/when/==/0/var", "data.toString"),
  rename(
    "unknown-obligation",
    "expected by a scenario",
    "/scenarios/0/expect/obligations/performance",
    "performace",
    undefined,
    scenarios,
  ),
  put("unknown-person", "acts", "/scenarios/0/by", "wang", "/scenarios/0/by", scenarios),
  put("unknown-procedure", "opened", `${granted}/entry/2/params/procedure`, "inspections"),
  put("unknown-register", "entered", `${granted}/entry/0/params/register`, "permit"),
  put("unknown-role", "of an event", "/events/CHECK/by/0", "clark"),
  put("unknown-role", "D4: who may appeal", "/clocks/decision/appeal/by/0", "clark"),
  put("unknown-role", "D4: who decides an appeal", "/clocks/decision/appeal/to/0", "heat"),
  put(
    "unknown-parameter",
    "D4: how long one may appeal",
    "/clocks/decision/appeal/within/limit/var",
    "param.noticeDay",
  ),
  put(
    "unknown-clock",
    "D4: appealed against by a scenario",
    "/scenarios/0/steps/8/payload/clock",
    "decison",
    undefined,
    scenarios,
  ),
  put(
    "unknown-clock",
    "D4: of which a light is counted",
    "/measures/onTime/of/<=/1/times",
    "clock.decison.red",
  ),
  put("unknown-event", "D4: counted, and no light", "/measures/onTime/of/<=/1/times", "clock.decision.pink"),
  rename(
    "unknown-clock",
    "D4: expected by a scenario",
    "/scenarios/0/steps/8/expect/appeals/decision",
    "decison",
    undefined,
    scenarios,
  ),
  put("unknown-rule", "a guard", `${checking}/on/CHECK/1/guard`, "isLage"),
  put("unknown-state", "asked for", `${complete}/2/at`, "checking"),
  put(
    "unknown-state",
    "of a child",
    "/machine/states/waiting/states/child/states/running/invoke/input/answerAt/0",
    "lookd",
  ),
  put("unknown-unit", "of a date", `${complete}/9/</0/date.diff/2`, "weeks"),
  put("unknown-reference", "in a schema", "/data/properties/place/$ref", "#/$defs/plaze"),
  put("unknown-required", "in a schema", "/data/required/0", "subjct"),
  put("unknown-target", "of a transition", `${checking}/on/CHECK/1/target`, "openning"),
  put("unknown-target", "written short", "/machine/states/draft/after/deemed", "withdrawm"),
  put("unknown-initial", "of the machine", "/machine/initial", "drafts"),
];

const meaning: Case[] = [
  put(
    "too-many-states",
    "more states than anyone can oversee",
    "/machine/states/draft/states",
    Object.fromEntries(
      Array.from({ length: 6 }, (_, group) => [
        `g${group}`,
        { initial: "s0", states: Object.fromEntries(Array.from({ length: 999 }, (_, n) => [`s${n}`, {}])) },
      ]),
    ),
    "/machine",
  ),
  put("not-logic", "two operators in one object", `${complete}/0`, { "!": 1, "!!": 1 }),
  put("wrong-arity", "B5: a comparison with one side", `${complete}/0`, { "==": [1] }, `${complete}/0/==`),
  put(
    "computed-path",
    "a path that is put together",
    `${complete}/0`,
    { var: { cat: ["data.", "kind"] } },
    `${complete}/0/var`,
  ),
  put(
    "computed-name",
    "a rule that is put together",
    `${complete}/0`,
    { rule: { var: "data.kind" } },
    `${complete}/0/rule`,
  ),
  put("circular-rules", "B5: a circle of rules", "/rules/isLarge/when", { rule: "complete" }),
  put(
    "compares-missing",
    "B4: what may be missing counts as 0",
    `${complete}/0`,
    { ">": [{ var: "data.rating" }, 1] },
    `${complete}/0/>/0`,
  ),
  put(
    "in-text",
    "B4: a part of a text",
    `${complete}/0`,
    { in: ["x", { var: "data.subject" }] },
    `${complete}/0/in`,
  ),
  put(
    "all-of-none",
    "B4: all of an empty list",
    `${complete}/0`,
    { all: [{ var: "data.items" }, { var: "no" }] },
    `${complete}/0/all`,
  ),
  put("event-lacks", "a rule that reads what the event has not", `${checking}/on/CHECK/1/guard`, "passed"),
  put("reserved-role", "A9: system", "/roles/system", { title: { en: "a", "zh-CN": "b" } }),
  put(
    "reserved-role",
    "A9: system in the directory",
    "/zhang/roles/0",
    "system",
    "/zhang/roles/0",
    "directory.json",
  ),
  put("declared-twice", "a role of the pack", "/roles/clerk", { title: { en: "a", "zh-CN": "b" } }),
  put("role-of-both", "is and rows", "/roles/party/is", { var: "data.lead" }, "/roles/party"),
  put("payload-type", "B8: a field called type", "/events/CHECK/payload/properties/type", { type: "string" }),
  put("payload-type", "B8: a field called type that opening gives", "/data/properties/type", {
    type: "string",
  }),
  put(
    "paths-overlap",
    "A7: one path inside another",
    `${checking}/on/CHECK/0/actions/0/params`,
    { place: {}, "place.district": "x" },
    `${checking}/on/CHECK/0/actions/0/params/place.district`,
  ),
  put(
    "wrong-constant",
    "A7: a value that the field cannot have",
    `${granted}/on/due.performance.over/actions/params/set/status`,
    "finished",
  ),
  put("wrong-constant", "A7: a text for a number", `${checking}/on/CHECK/0/actions/1/params/row/no`, "one"),
  put("not-a-list", "rows of a text", `${checking}/on/CHECK/0/actions/1/params/list`, "subject"),
  put("bad-pattern", "a broken expression", "/data/properties/subject/pattern", "(a"),
  put("slow-pattern", "a repetition inside a repetition", "/data/properties/subject/pattern", "^(a+)+$"),
  put("lonely-keyword", "then without if", "/data/properties/subject/then", { minLength: 2 }),
  inHead(
    "unbounded-parameter",
    "no maximum",
    "/parameters/noticeDays/maximum",
    undefined,
    "/parameters/noticeDays",
  ),
  inHead("unknown-time-zone", "no place", "/timeZone", "Asia/Nanhu"),
  put(
    "bad-days",
    "a day of another year",
    "/years/2026/holidays/1",
    "2027-05-01",
    "/years/2026/holidays/1",
    "calendars/cn.json",
  ),
  put(
    "bad-days",
    "an interval backwards",
    "/years/2026/holidays/0",
    "2026-01-03/2026-01-01",
    "/years/2026/holidays/0",
    "calendars/cn.json",
  ),
  put("bad-placeholder", "no path", "/messages/notice/en", "About {the subject}"),
  put("wrong-width", "a row that is too short", "/decisions/tier/rows/0/when", [null]),
  put("aggregate-without-collect", "with another hit policy", "/decisions/tier/aggregate", "sum"),
  put(
    "missing-priorities",
    "B7: nothing to rank by",
    "/decisions/tier/outputs/1",
    "rank",
    "/decisions/tier/outputs",
  ),
  put("confidential-published", "what is confidential leaves", "/public/decision/fields/1", "secretNote"),
  put(
    "choices-misplaced",
    "B11: nobody fills in a form for a register",
    "/registers/permits/row/properties/holder/choices",
    { from: ["x"] },
    undefined,
    head,
  ),
  put(
    "choices-of-cases",
    "B11: who may see other cases is not known",
    "/data/properties/subject/choices",
    { from: { var: "fact.others" } },
    "/data/properties/subject/choices/from",
    permit,
    changed(permit, "/facts/others", { of: "cases:permit", give: "rows" }),
  ),
  put("event-twice", "recusal is the vote", "/ballots/motion/recusal", "VOTE"),
  {
    code: "stage-in-stage",
    why: "neither comes before the other",
    files: changed(
      permit,
      "/returns/review/stages",
      ["checking", "examining.checking.inner"],
      changed(permit, `${checking}/states`, { inner: {} }, changed(permit, `${checking}/initial`, "inner")),
    ),
    at: `${permit}/returns/review/stages/1`,
  },
  put("machine-id", "A16: another id", "/machine/id", "other"),
  put(
    "missing-initial",
    "which state first?",
    "/machine/states/examining/initial",
    undefined,
    "/machine/states/examining",
  ),
  put("misplaced", "a final state that waits", "/machine/states/withdrawn/after", { deemed: "draft" }),
  put("always-without-end", "A11: neither guard nor target", `${granted}/always`, {
    actions: { type: "restart", params: { clock: "decision" } },
  }),
  put(
    "legal-by-lapse",
    "a decision by lapse of time",
    `${voting}/meta/lapse`,
    undefined,
    `${voting}/after/makeup`,
  ),
  put(
    "legal-by-lapse",
    "C15: silence that counts as the choice by which a ballot passes",
    "/ballots/motion/silence",
    { deemed: "for" },
    undefined,
    undefined,
    unlawful,
  ),
  put(
    "legal-by-lapse",
    "C15: a condition that looks at the time",
    `${voting}/always`,
    { target: "#permit.granted", guard: { type: "when", params: { "<": ["2026-01-01", { var: "now" }] } } },
    undefined,
    undefined,
    unlawful,
  ),
  put(
    "legal-by-lapse",
    "C15: a timeout that passes it",
    "/timeouts/silent",
    { in: ["examining.voting"], due: "correction", over: { pass: "CHECK", with: { level: 1 } } },
    "/timeouts/silent/over",
    undefined,
    changed(permit, `${voting}/on/CHECK`, "#permit.granted", unlawful),
  ),
  put(
    "legal-by-lapse",
    "C15: the inside of a legal decision, by which it is done",
    `${checking}/after`,
    { makeup: "over" },
    `${checking}/after/makeup`,
    undefined,
    changed(
      permit,
      "/machine/states/examining/meta",
      { decision: "legal" },
      changed(
        permit,
        "/machine/states/examining/onDone",
        { target: "granted" },
        changed(permit, "/machine/states/examining/states/over", { type: "final" }),
      ),
    ),
  ),
  put(
    "legal-by-nobody",
    "H19: a legal decision that the engine would pass",
    "/approvers/review/in",
    ["examining.checking", "examining.voting"],
    "/approvers/review/in/1",
    permit,
    changed(permit, `${voting}/on/CHECK`, "opining"),
  ),
  put("nothing-to-take", "H19: nothing passes the stage", "/approvers/review/in/0", "draft"),
  put(
    "nothing-to-take",
    "C13: nothing to be taken",
    "/timeouts/silent/over",
    { end: "SUBMIT" },
    "/timeouts/silent/over/end",
  ),
  put("event-twice", "F8: an event that does something else", "/takeBacks/submitted/event", "WITHDRAW"),
  put("unknown-event", "F8: taken back by", "/takeBacks/submitted/event", "TAKE"),
  put("unknown-event", "F8: taken back", "/takeBacks/submitted/of/0", "SUBMITTED@draft"),
  put("unknown-state", "F8: where it was sent from", "/takeBacks/submitted/of/0", "SUBMIT@draught"),
  put("unknown-message", "F8: who was told is told", "/takeBacks/submitted/message", "notic"),
  put("nothing-to-take-back", "F8: what stays where it is", "/takeBacks/submitted/of/0", "RATE"),
  put("nothing-to-take-back", "F8: what ends the case", "/takeBacks/submitted/of/0", "WITHDRAW"),
  put("nothing-to-take-back", "F8: what goes back by itself", "/takeBacks/submitted/of/0", "RETURN"),
  put(
    "nothing-to-take",
    "F8: what takes back passes no stage",
    "/approvers/review/event",
    "TAKE_BACK",
    "/approvers/review/in/0",
  ),
  put(
    "taken-back-from-several",
    "F8: what is sent from a state with states inside",
    "/takeBacks/submitted/of/0",
    "EXTEND@examining",
    undefined,
    permit,
    changed(permit, "/machine/states/examining/on/EXTEND", "waiting"),
  ),
  put(
    "taken-back-out-of-regions",
    "F8: what ends the other regions",
    "/takeBacks/submitted/of/0",
    "SUBMIT@waiting",
    undefined,
    permit,
    changed(permit, "/machine/states/waiting/states/call/states/calling/on", { SUBMIT: "#permit.draft" }),
  ),
  put(
    "legal-taken-back",
    "F8: what makes a legal decision",
    "/takeBacks/submitted/of/0",
    "CHECK@examining.voting",
    undefined,
    permit,
    changed(permit, `${voting}/on/CHECK`, "opining"),
  ),
  put(
    "cannot-be-taken-back",
    "F8: what begins a child case and calls",
    "/takeBacks/submitted/of/0",
    "CHECK@examining.checking",
  ),
  put(
    "cannot-be-taken-back",
    "F8: what follows by itself publishes",
    "/takeBacks/submitted/of/0",
    "SUBMIT@draft",
    undefined,
    permit,
    changed(permit, `${checking}/always`, {
      target: "opining",
      guard: "isLarge",
      actions: { type: "publish", params: { notice: "decision" } },
    }),
  ),
  put(
    "taken-back-untold",
    "F8: people were told and would not learn of it",
    "/takeBacks/submitted/message",
    undefined,
    "/takeBacks/submitted/of/0",
  ),
  put(
    "appeal-without-clock",
    "D4: no clock to appeal against",
    "/common/appeal",
    { to: ["head"] },
    "/common/appeal",
  ),
  put("appeal-forbidden", "D4: allowed and forbidden", "/common/appeal", false, "/clocks/decision/appeal"),
  put(
    "appeal-by-deciders",
    "D4: one person who would decide for themselves",
    "/clocks/decision/appeal",
    { by: ["lead"], to: ["lead"] },
    "/clocks/decision/appeal/to",
  ),
  put(
    "reminder-without-unit",
    "C13: no unit to count in",
    "/timeouts/slow/due",
    "makeup",
    "/timeouts/slow/remind/0",
  ),
  put(
    "reminder-too-early",
    "C13: before the time begins",
    "/timeouts/slow/due",
    { limit: 1, unit: "days" },
    "/timeouts/slow/remind/0/before",
  ),
  put(
    "missing-payload",
    "C13: nothing is sent with it",
    "/timeouts/silent/over/with",
    undefined,
    "/timeouts/silent/over",
  ),
  put("misplaced", "C13: a state that has ended", "/timeouts/slow/in/0", "withdrawn"),
  put(
    "never-taken",
    "behind one without a guard",
    `${voting}/invoke/onDone/0/guard`,
    undefined,
    `${voting}/invoke/onDone/1`,
  ),
  put("unreachable-state", "nothing leads there", "/machine/states/archive", { type: "final" }),
  put(
    "invoked-twice",
    "one id in two regions",
    "/machine/states/waiting/states/call/states/calling/invoke/id",
    "inspect",
  ),
  put(
    "unopened",
    "B1: what is read-only is not given at opening",
    `${granted}/entry/2/params/data/finding`,
    "x",
  ),
  put(
    "procedures-in-a-circle",
    "F2: an inspection that opens an inspection at once",
    "/machine/states/due/entry",
    { type: "openCase", params: { procedure: "inspection", link: "next", data: { subject: "x" } } },
    "/machine/states/due/entry",
    "procedures/inspection.json",
  ),
  inHead(
    "schedule-twice",
    "the same id",
    "/schedules/1",
    { id: "yearly", procedure: "inspection", rule: "FREQ=DAILY" },
    "/schedules/1/id",
  ),
  put(
    "layout-of-gone-state",
    "a state that is not there",
    "/states/attic",
    { x: 1, y: 2 },
    "/states/attic",
    "layouts/permit.json",
  ),
  put("layout-of-nothing", "a layout of no procedure", "", { states: {} }, "", "layouts/attic.json"),
  put("id-not-file-name", "another id", "/id", "permits"),
  put("integer-key", "A17: a key that changes its place", "/rules/7", {
    title: { en: "a", "zh-CN": "b" },
    when: true,
  }),
];

/** E7 needs a ballot more. */
const second = changed(permit, "/ballots/second", {
  electors: { role: "head" },
  cast: "VOTE",
  choice: "choice",
  choices: ["for", "against"],
  pass: { for: "for", share: ">1/2" },
});
const colliding: Case = {
  code: "ballots-collide",
  why: "E7: two ballots that can be open together with one cast",
  files: changed(permit, "/machine/states/examining/invoke", { src: "ballot", id: "second" }, second),
  at: `${permit}${voting}/invoke/id`,
};

/** A15 needs an `always` in each of two regions. */
const reading = (rule: Json) => ({ guard: { type: "when", params: rule }, target: "done" });
const racing: Case = {
  code: "regions-race",
  why: "A15: an always that reads what the always of another region writes",
  files: changed(
    permit,
    "/machine/states/waiting/states/child/states/running/always",
    { ...reading({ var: "event.level" }), actions: { type: "assign", params: { lead: "x" } } },
    changed(
      permit,
      "/machine/states/waiting/states/call/states/calling/always",
      reading({ rule: "byLead" }),
      changed(permit, "/rules/byLead", {
        title: { en: "a", "zh-CN": "甲" },
        when: { "!!": { var: "data.lead" } },
      }),
    ),
  ),
  at: `${permit}/machine/states/waiting/states/call/states/calling/always`,
};

const cases = [...structure, ...names, ...meaning, colliding, racing];

/** Texts that are told before there is a value: see json.test.ts, parse.test.ts and the test of folders. */
const elsewhere = new Set<string>([
  "not-json",
  "duplicate-key",
  "forbidden-key",
  "bad-characters",
  "too-deep",
  "inexact-number",
  "missing-folder",
  "no-pack-file",
  "link-outside",
  "not-utf-8",
  "file-too-large",
  "too-many-files",
  "missing-file",
  "unknown-file",
]);

describe("problems", () => {
  it("are not found in a correct pack that uses every part of the language", () => {
    expect(problemsOf(fixture)).toEqual([]);
  });

  it.each(cases.map((one) => [`${one.why} (${one.code})`, one] as const))("%s", (_, { code, files, at }) => {
    expect(told(problemsOf(files))).toContain(`${code} ${at}`);
  });

  it("are not seen where there are none: one ballot in two states of which only one is active, a target outside that ends nothing legal", () => {
    const twice = changed(permit, "/machine/states/examining/states/opining/invoke", {
      src: "ballot",
      id: "motion",
    });
    expect(problemsOf(twice)).toEqual([]);
    const inside = changed(
      permit,
      `${voting}/meta/lapse`,
      undefined,
      changed(permit, `${voting}/after`, undefined),
    );
    expect(problemsOf(inside)).toEqual([]);
  });

  it("C15: is told of a legal decision whatever passes it in time, and not where the law is named or nothing leaves it", () => {
    const passing = {
      in: ["examining.voting"],
      due: "correction",
      over: { pass: "CHECK", with: { level: 1 } },
    };
    const timed = (target: string, base: Files) =>
      changed(
        permit,
        "/timeouts/silent",
        passing as Json,
        changed(permit, `${voting}/on/CHECK`, target, base),
      );
    expect(told(problemsOf(timed("#permit.granted", unlawful)))).toEqual([
      `legal-by-lapse ${permit}/timeouts/silent/over`,
    ]);
    expect(problemsOf(timed("#permit.granted", fixture))).toEqual([]);
    expect(problemsOf(timed("voting", unlawful))).toEqual([]);
  });

  it("B4: are not told where a condition has made sure of the value, or a default stands in for it", () => {
    const rating = { var: "data.rating" };
    for (const when of <Json[]>[
      { and: [rating, { ">": [rating, 1] }] },
      { and: [{ "!=": [rating, null] }, { and: [{ "<": [1, rating, 3] }] }] },
      { if: [{ "!!": rating }, { ">": [rating, 1] }, false] },
      { ">": [{ var: ["data.rating", 0] }, 1] },
      { ">": [{ var: "data.amount" }, 1] },
      { in: ["x", { var: "data.present" }] },
      { all: [{ var: "data.parties" }, { var: "id" }] },
    ])
      expect(problemsOf(changed(permit, "/rules/isLarge/when", when))).toEqual([]);
    for (const when of <Json[]>[
      { or: [rating, { ">": [rating, 1] }] },
      { and: [{ ">": [rating, 1] }, rating] },
      { if: [{ "!!": rating }, true, { ">": [rating, 1] }] },
    ])
      expect(problemsOf(changed(permit, "/rules/isLarge/when", when)).map((one) => one.code)).toEqual([
        "compares-missing",
      ]);
  });

  it("A8: judge what an entry reads by the events that can lead there, also into the other regions of a parallel state", () => {
    const reads = (path: string) => ({ type: "assign", params: { comment: { var: path } } });
    const region = "/machine/states/waiting/states/child/states/running";
    const entering = (path: string, target: string) =>
      problemsOf(
        changed(
          permit,
          `${region}/entry`,
          reads(path),
          changed(permit, `${checking}/on/CHECK/2/target`, target),
        ),
      ).map((one) => `${one.code} ${one.path}`);
    const place = `unknown-path ${region}/entry/params/comment/var`;
    expect(entering("event.note", "#permit.waiting")).toEqual([]);
    expect(entering("event.note", "#permit.waiting.call.calling")).toEqual([]);
    expect(entering("event.choice", "#permit.waiting")).toEqual([place]);
    expect(entering("event.choice", "#permit.waiting.call.calling")).toEqual([place]);
  });

  it("are not told of an administrator in the directory, and are of an unknown role", () => {
    const having = (role: string) =>
      problemsOf(changed("directory.json", "/zhang/roles/1", role)).map((one) => one.code);
    expect(having("administrator")).toEqual([]);
    expect(having("clark")).toEqual(["unknown-role"]);
  });

  it("tell states that lead to each other and are never reached", () => {
    const island = changed(
      permit,
      "/machine/states/left",
      { on: { SUBMIT: "right" } },
      changed(permit, "/machine/states/right", { on: { SUBMIT: "left" } }),
    );
    expect(told(problemsOf(island)).sort()).toEqual([
      `unreachable-state ${permit}/machine/states/left`,
      `unreachable-state ${permit}/machine/states/right`,
    ]);
  });

  it("are each provoked by a test", () => {
    const provoked = new Set<string>(cases.map((one) => one.code));
    expect(Object.keys(problemWords).filter((code) => !provoked.has(code) && !elsewhere.has(code))).toEqual(
      [],
    );
  });

  it("say in both languages what would be right, and name the place", () => {
    for (const { files } of cases)
      for (const { message, path, file } of problemsOf(files)) {
        expect(message.en).not.toMatch(/undefined|\[object|[{]\w+[}]/);
        expect(message["zh-CN"]).toMatch(/\p{Script=Han}/u);
        expect(file).toBeDefined();
        expect(path === "" || path.startsWith("/")).toBe(true);
      }
  });

  it("suggest the declared name that is most like the one that is not", () => {
    const [found] = problemsOf(changed(permit, `${checking}/on/CHECK/1/guard`, "isLage"));
    expect(found?.message).toEqual({
      en: "There is no rule “isLage”. Did you mean “isLarge”?",
      "zh-CN": "没有规则“isLage”。是否应为“isLarge”？",
    });
  });

  it("leave a pack with warnings usable, and one with errors not", () => {
    const warned = parsePack(texts(changed("pack.json", "/parameters/noticeDays/maximum", undefined)));
    expect([warned.ok, warned.problems.map((one) => one.severity)]).toEqual([true, ["warning"]]);
    expect(parsePack(texts(changed(permit, "/machine/id", "other"))).ok).toBe(false);
  });
});
