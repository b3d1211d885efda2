import { isWithin } from "../../../engine/model/chart-relations.ts";
import { readChart } from "../../../engine/model/chart.ts";
import type { Json, JsonObject, StateConfig, Text, TransitionConfig } from "../../../engine/model/types.ts";
import { addTransition, retarget } from "../document/edits/transitions.ts";
import { missing, refuse } from "../document/edits/refuse.ts";
import {
  freeName,
  lastKey,
  parentPath,
  statePointer,
  valueAt,
  withMember,
  withValue,
} from "../document/place.ts";
import type { Edited, EditorDocument, Selected } from "../document/types.ts";
import { patterns } from "./patterns.ts";
import type { Answers, Made, Workshop } from "./types.ts";

/**
 * Inserts a pattern with the answers to its questions. What led from the stage `after` to the stage `to` leads through it; where
 * nothing did, whoever `starts` gets an event for it. One edit, undone as one.
 */
export function insertPattern(
  document: EditorDocument,
  { pattern: id, answers }: { pattern: string; answers: Answers },
): Edited {
  const pattern = patterns.find((one) => one.id === id);
  if (pattern === undefined) return missing(id);
  const chart = readChart(document.definition.machine);
  const unanswered = pattern.questions.find(
    ({ id: question }) => answers[question] === undefined || answers[question] === null,
  );
  if (unanswered !== undefined)
    return refuse(
      "not-here",
      `“${unanswered.title.en}” has no answer.`,
      `“${unanswered.title["zh-CN"]}”尚未填写。`,
    );
  const gone = pattern.questions.find(
    (question) =>
      question.kind === "stage" &&
      answers[question.id] !== "" &&
      !chart.byPath.has(String(answers[question.id])),
  );
  if (gone !== undefined) return missing(String(answers[gone.id]));

  const lacks = pattern.lacks?.(answers, document) ?? null;
  if (lacks !== null) return refuse("not-here", lacks.en, lacks["zh-CN"]);
  const after = typeof answers["after"] === "string" ? answers["after"] : null;
  const parent = after === null || after === "" ? "" : (parentPath(after) ?? "");
  const { workshop, ends } = workshopFor(document, parent);
  const made = pattern.make(answers, workshop);
  const states = { ...made.states, ...ends };
  // A pattern of parts alone stands beside the stages, whatever they are.
  if (Object.keys(states).length > 0 && chart.byPath.get(parent)?.type === "parallel")
    return refuse(
      "not-here",
      "This stage is a branch of a parallel one. Choose a stage inside it.",
      "该环节是并行环节的分支，请选择其内部的环节。",
    );
  let next = withParts(document, made);
  next = withStates(next, parent, states, after);
  for (const { source, event, config } of made.ways ?? []) next = withWay(next, source, event, config);
  for (const { stage, tag } of made.tags ?? []) next = withTag(next, stage, tag);
  if (after === null || made.first === undefined) return { ok: true, document: next };
  const first = parent === "" ? made.first : `${parent}.${made.first}`;
  const wired = wiredIn(next, after, String(answers["to"] ?? ""), first, answers["starts"], pattern.title);
  const select: Selected[] = [{ kind: "state", path: first }];
  return wired.ok ? { ...wired, select } : wired;
}

/** What led on to `to` leads to the pattern; where nothing did, a new event does. */
function wiredIn(
  document: EditorDocument,
  after: string,
  to: string,
  first: string,
  starts: Json | undefined,
  title: Text,
): Edited {
  const chart = readChart(document.definition.machine);
  const led = chart.transitions.filter(
    (one) => one.source === after && to !== "" && one.targets.some((target) => isWithin(to, target)),
  );
  let result: Edited = { ok: true, document };
  for (const { id, targets } of led) {
    if (!result.ok) return result;
    const place = targets.findIndex((target) => isWithin(to, target));
    result = retarget(result.document, { id, target: first, place });
  }
  if (led.length > 0 || !result.ok) return result;
  const event = freeName("START", (name) => Object.hasOwn(document.definition.events, name));
  const by = typeof starts === "string" ? [starts] : ["anyone"];
  const events = withMember(document.definition.events, event, {
    title: { en: `To: ${title.en}`, "zh-CN": `转入${title["zh-CN"]}` },
    by,
  });
  return addTransition(
    { ...document, definition: { ...document.definition, events } },
    { source: after, trigger: { on: event }, target: first },
  );
}

const sectionsMade = [
  "events",
  "ballots",
  "delays",
  "clocks",
  "holds",
  "takeBacks",
  "messages",
  "public",
] as const;

function withParts(document: EditorDocument, made: Made): EditorDocument {
  let definition = document.definition as unknown as JsonObject;
  for (const section of sectionsMade) {
    const added = made[section] as JsonObject | undefined;
    if (added === undefined || Object.keys(added).length === 0) continue;
    definition = withValue(definition, `/${section}`, {
      ...(definition[section] as JsonObject | undefined),
      ...added,
    });
  }
  if (made.fields !== undefined)
    definition = withValue(definition, "/data/properties", {
      ...(valueAt(definition, "/data/properties") as JsonObject | undefined),
      ...made.fields,
    });
  return { ...document, definition: definition as unknown as EditorDocument["definition"] };
}

/** Right behind the stage that they come after, so that they are read, and drawn, where they belong. */
function withStates(
  document: EditorDocument,
  parent: string,
  states: Record<string, StateConfig>,
  after: string | null,
): EditorDocument {
  const at = `${statePointer(parent)}/states`;
  const there = (valueAt(document.definition, at) ?? {}) as unknown as Record<string, StateConfig>;
  const entries = Object.entries(there);
  const place = after === null ? -1 : entries.findIndex(([key]) => key === lastKey(after));
  // Ends come last.
  const [inner, ends] = [false, true].map((isEnd) =>
    Object.entries(states).filter(([, { type }]) => (type === "final") === isEnd),
  ) as [[string, StateConfig][], [string, StateConfig][]];
  entries.splice(place < 0 ? entries.length : place + 1, 0, ...inner);
  return {
    ...document,
    definition: withValue(
      document.definition,
      at,
      Object.fromEntries([...entries, ...ends]) as unknown as Json,
    ),
  };
}

/** `after x` stands for the delay x. */
function withWay(
  document: EditorDocument,
  source: string,
  event: string,
  config: TransitionConfig,
): EditorDocument {
  const [trigger, delay] = event.split(" ");
  const at = `${statePointer(source)}/${delay === undefined ? `on/${trigger}` : `after/${delay}`}`;
  const there = valueAt(document.definition, at);
  const all = [there, config as Json].flatMap((one) => one ?? []);
  return { ...document, definition: withValue(document.definition, at, all.length === 1 ? all[0] : all) };
}

function withTag(document: EditorDocument, stage: string, tag: string): EditorDocument {
  const at = `${statePointer(stage)}/tags`;
  const tags = [valueAt(document.definition, at)].flatMap((one) => one ?? []);
  return tags.includes(tag)
    ? document
    : { ...document, definition: withValue(document.definition, at, [...tags, tag]) };
}

function workshopFor(
  document: EditorDocument,
  parent: string,
): { workshop: Workshop; ends: Record<string, StateConfig> } {
  const { definition } = document;
  const machine = definition.machine.id;
  const states = new Set(
    Object.keys((valueAt(definition, `${statePointer(parent)}/states`) ?? {}) as object),
  );
  const parts = new Set<string>();
  const ends: Record<string, StateConfig> = {};
  const to = (path: string): string => (path === "" ? `#${machine}` : `#${machine}.${path}`);
  const state = (wish: string): string => {
    const name = freeName(wish, (one) => states.has(one));
    states.add(name);
    return name;
  };
  return {
    ends,
    workshop: {
      document,
      state,
      to,
      part(section, wish) {
        const there = definition[section] ?? {};
        const name = freeName(wish, (one) => Object.hasOwn(there, one) || parts.has(`${section} ${one}`));
        parts.add(`${section} ${name}`);
        return name;
      },
      field(wish) {
        const there = (definition.data["properties"] ?? {}) as JsonObject;
        const name = freeName(wish, (one) => Object.hasOwn(there, one) || parts.has(`field ${one}`));
        parts.add(`field ${name}`);
        return name;
      },
      goal(answer, { key, title }) {
        if (typeof answer === "string" && answer !== "") return to(answer);
        const name = state(key);
        ends[name] = { type: "final", meta: { title } };
        return to(parent === "" ? name : `${parent}.${name}`);
      },
    },
  };
}
