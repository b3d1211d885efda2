import {
  choicesOfList,
  wholeList,
  type Choice,
  type ChoicesDefinition,
  type JsonObject,
} from "../model/index.ts";
import type { Definition } from "./compiler.ts";
import { compiled, lookUp, scopeOf, within, type Asking } from "./facts.ts";
import type { Work } from "./work.ts";

/** A list that a definition declares choices from, with all that it reads: paths, and facts with their conditions. */
export interface ChoiceList {
  declared: ChoicesDefinition;
  reads: readonly string[];
  /** The facts among that, by what they are of. */
  facts: readonly { name: string; of: string }[];
}

/**
 * What choices are made from; null where it is made of what somebody may not see, or of other cases: what stands in those, and who
 * may see it, is not known here (B11). With `whole`, conditions on what is offered are left out (B12).
 */
export function choiceList(
  definition: Definition,
  choices: ChoicesDefinition,
  { shows, whole = false }: { shows: (path: string) => boolean; whole?: boolean },
): ChoiceList | null {
  const declared = whole ? { ...choices, from: wholeList(choices.from) } : choices;
  const rule = compiled(definition, declared.from);
  const { facts: known = {} } = definition.procedure;
  const facts = factsRead(Object.keys(known), rule.reads).map((name) => ({ name, of: known[name]!.of }));
  if (facts.some(({ of }) => of.startsWith("cases:"))) return null;
  const conditions = facts.flatMap(({ name }) => {
    const { where } = known[name]!;
    return where === undefined ? [] : compiled(definition, where).reads;
  });
  const reads = [...rule.reads, ...conditions];
  return reads.every(shows) ? { declared, reads, facts } : null;
}

/** What the list holds for whoever asks, as choices. Throws {@link Refuse} `limit-exceeded` where that is too much work. */
export async function choicesIn(
  work: Work,
  definition: Definition,
  { declared, facts }: ChoiceList,
  asking: Asking,
): Promise<Choice[]> {
  const rule = compiled(definition, declared.from);
  const fact: JsonObject = {};
  for (const { name } of facts) fact[name] = await lookUp(work, definition, name, asking);
  return choicesOfList(
    within(() => rule.evaluate({ ...scopeOf(definition, asking, rule.reads), fact })),
    declared,
  );
}

function factsRead(names: readonly string[], reads: readonly string[]): string[] {
  return names.filter((name) =>
    reads.some(
      (path) => path === "" || path === "fact" || path === `fact.${name}` || path.startsWith(`fact.${name}.`),
    ),
  );
}
