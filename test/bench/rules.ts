/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import jsonLogic from "json-logic-js";
import type { DecisionTable, Json, Logic } from "../../engine/model/types.ts";
import { compileRule, createRules } from "../../engine/rules/index.ts";
import type { Figure, Work } from "./figure.ts";
import { figure, ratio } from "./figure.ts";

/** A guard as procedures have them by the dozen. */
const smallGuard: Logic = {
  and: [{ "==": [{ var: "data.kind" }, "major"] }, { ">=": [{ var: "data.amount" }, 5000] }],
};
const cases: Json[] = ["major", "ordinary"].flatMap((kind) =>
  [12, 5000, 70_000].map((amount) => ({ data: { kind, amount }, by: { id: "li", roles: ["clerk"] } })),
);

/** Twelve comparisons, most of them on the items of lists within lists. */
const mediumRule: Logic = {
  and: [
    { ">": [{ var: "data.headcount" }, 0] },
    { "<=": [{ var: "data.risk" }, 3] },
    {
      all: [
        { var: "data.departments" },
        {
          and: [
            { "!=": [{ var: "status" }, "refused"] },
            { ">=": [{ var: "staff" }, 1] },
            {
              some: [
                { var: "opinions" },
                {
                  and: [
                    { "==": [{ var: "value" }, "agree"] },
                    { ">=": [{ var: "weight" }, 1] },
                    { "<": [{ var: "round" }, 5] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    {
      none: [
        { var: "data.items" },
        {
          or: [
            { "==": [{ var: "class" }, "banned"] },
            { "<": [{ var: "price" }, 0] },
            { ">": [{ var: "price" }, 1_000_000] },
          ],
        },
      ],
    },
    { "==": [{ var: "data.complete" }, true] },
    { "!==": [{ var: "data.stage" }, "closed"] },
  ],
};

function application(departments: number, items: number): Json {
  return {
    data: {
      headcount: 12,
      risk: 2,
      complete: true,
      stage: "review",
      departments: Array.from({ length: departments }, (_, i) => ({
        status: i % 3 === 0 ? "agreed" : "asked",
        staff: 1 + i,
        opinions: [
          { value: "disagree", weight: 1, round: 1 },
          { value: "agree", weight: 2, round: 1 + (i % 4) },
        ],
      })),
      items: Array.from({ length: items }, (_, i) => ({ class: "service", price: 100 * i })),
    },
  };
}
const applications = [application(4, 6), application(8, 12), application(2, 3)];

/**
 * A hundred rows over two inputs: ten kinds, ten bands of amounts. In JSON-Logic a missing amount counts as 0, in a table it matches
 * no comparison: written as a chain of `if`, the table has to ask for it.
 */
const bands = Array.from({ length: 10 }, (_, i) => i * 1000);
const kinds = Array.from({ length: 10 }, (_, i) => `kind-${i}`);
const rows = kinds.flatMap((kind, k) =>
  bands.map((from, b) => ({ kind, from, to: from + 1000, give: `level-${k}-${b}` })),
);
const table: DecisionTable = {
  title: { en: "Level", "zh-CN": "级别" },
  inputs: ["data.kind", "data.amount"],
  outputs: ["level"],
  hit: "first",
  rows: rows.map(({ kind, from, to, give }) => ({ when: [kind, { ">=": from, "<": to }], then: [give] })),
  otherwise: ["none"],
};
const chainedIf: Logic = {
  if: [
    ...rows.flatMap(({ kind, from, to, give }): Json[] => [
      {
        and: [
          { "==": [{ var: "data.kind" }, kind] },
          { "!==": [{ var: "data.amount" }, null] },
          { ">=": [{ var: "data.amount" }, from] },
          { "<": [{ var: "data.amount" }, to] },
        ],
      },
      give,
    ]),
    "none",
  ],
};
const questions: Json[] = Array.from({ length: 50 }, (_, i) => ({
  data: { kind: `kind-${(i * 7) % 11}`, ...(i % 25 === 0 ? {} : { amount: (i * 977) % 10_500 }) },
}));

/** Goes through all the scopes, times over. */
function over(scopes: readonly Json[], answer: (scope: Json) => unknown): Work {
  return (times) => {
    let last: unknown;
    for (let i = 0; i < times; i++)
      for (let at = 0; at < scopes.length; at++) last = answer(scopes[at] as Json);
    return last;
  };
}

function reference(logic: Logic): (scope: Json) => unknown {
  return (scope) => jsonLogic.apply(logic as jsonLogic.RulesLogic, scope);
}

/** Our answers must be the reference's, or the comparison is worth nothing. */
function agree(
  scopes: readonly Json[],
  ours: (scope: Json) => unknown,
  theirs: (scope: Json) => unknown,
): void {
  for (const scope of scopes) {
    if (ours(scope) !== theirs(scope))
      throw new Error(`The two sides disagree over ${JSON.stringify(scope)}`);
  }
}

function compared(
  name: string,
  atLeast: number,
  scopes: readonly Json[],
  ours: (scope: Json) => unknown,
  theirs: (scope: Json) => unknown,
): Figure {
  agree(scopes, ours, theirs);
  return figure(name, ratio(over(scopes, ours), over(scopes, theirs)), "×", { atLeast });
}

/** How many times faster than json-logic-js compiled rules and an indexed decision table are. */
export async function rulesFigures(): Promise<Figure[]> {
  const small = compileRule(smallGuard);
  const medium = compileRule(mediumRule);
  const level = createRules({ decisions: { level: table } }).compile({ decide: ["level", null, "level"] });
  return [
    compared(
      "rule: small guard, against json-logic-js",
      20,
      cases,
      (s) => small.evaluate(s),
      reference(smallGuard),
    ),
    compared(
      "rule: 12 comparisons over nested lists, against json-logic-js",
      10,
      applications,
      (s) => medium.evaluate(s),
      reference(mediumRule),
    ),
    compared(
      "decision table of 100 rows, against chained if in json-logic-js",
      300,
      questions,
      (s) => level.evaluate(s),
      reference(chainedIf),
    ),
  ];
}
