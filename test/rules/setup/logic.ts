import * as fc from "fast-check";
import type { Json, JsonObject, Logic } from "../../../engine/model/types.ts";

/** Names that data and paths have, so that paths mostly lead somewhere. None of them is an operator. */
const names = ["a", "b", "c", "list", "x1", "名", ""] as const;

const primitives = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, 2, 3, -1, 1.5, -0, 1e21, 2 ** 53 + 2),
  fc.constantFrom<Json>(
    "",
    "0",
    "1",
    "abc",
    "b",
    "3.14kg",
    " 7 ",
    "1,2",
    "NaN",
    "Infinity",
    "a.b",
    "\ud800",
    "[object Object]",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 4 }),
);

/** Data of all kinds, nested. */
export const data: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    primitives,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
  ),
})).value;

const path = fc
  .array(fc.constantFrom(...names, "0", "1", "length", "current", "accumulator"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join("."));

const anyNumberOfValues =
  "== === != !== > >= < <= ! !! % in cat substr + * - / min max merge var missing missing_some if ?: and or".split(
    " ",
  );
const loops = ["filter", "map", "reduce", "all", "none", "some"];

/** Logic of every operator of json-logic-js but `log`, with 0 to 4 arguments of every kind. */
export const logic: fc.Arbitrary<Logic> = fc.letrec<{ logic: Logic; args: Json[] }>((tie) => ({
  args: fc.array(tie("logic"), { maxLength: 4 }),
  logic: fc.oneof(
    { maxDepth: 7, depthSize: "large" },
    { weight: 2, arbitrary: primitives },
    { weight: 4, arbitrary: path.map((to): Logic => ({ var: to })) },
    { weight: 1, arbitrary: fc.tuple(path, primitives).map((both): Logic => ({ var: both })) },
    { weight: 1, arbitrary: fc.array(path, { maxLength: 3 }).map((keys): Logic => ({ missing: keys })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(3), fc.array(path, { maxLength: 3 }))
        .map((both): Logic => ({ missing_some: both })),
    },
    { weight: 1, arbitrary: fc.array(tie("logic"), { maxLength: 4 }) },
    { weight: 1, arbitrary: severalKeys(tie("logic")) },
    { weight: 8, arbitrary: operation(fc.constantFrom(...anyNumberOfValues), tie("args")) },
    { weight: 2, arbitrary: operation(fc.constantFrom(...anyNumberOfValues), tie("logic")) },
    {
      weight: 4,
      arbitrary: operation(fc.constantFrom(...loops), fc.tuple(tie("logic"), tie("logic"), tie("logic"))),
    },
    { weight: 1, arbitrary: operation(fc.constantFrom(...loops), tie("args")) },
  ),
})).logic;

function operation(operator: fc.Arbitrary<string>, args: fc.Arbitrary<Json>): fc.Arbitrary<Logic> {
  return fc.tuple(operator, args).map(([name, given]): Logic => ({ [name]: given }));
}

/** An object with no key, or with several, is data. */
function severalKeys(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.constant<Json>({}),
    fc.tuple(value, value).map(([a, b]): Json => ({ a, b })),
  );
}
