import type { OperatorCompiler } from "../call.ts";
import { accessOperators } from "./access.ts";
import { arithmeticOperators } from "./arithmetic.ts";
import { comparisonOperators } from "./comparison.ts";
import { controlOperators } from "./control.ts";
import { dateOperators } from "./dates.ts";
import { listOperators } from "./lists.ts";
import { namedOperators } from "./named.ts";
import { rowOperators } from "./rows.ts";
import { shareOperators } from "./share.ts";
import { textOperators } from "./text.ts";

/** What every operator of `engine/model/operators.ts` does. A map, so that no inherited name is taken for an operator. */
export const operatorCompilers: ReadonlyMap<string, OperatorCompiler> = new Map(
  [
    accessOperators,
    arithmeticOperators,
    comparisonOperators,
    controlOperators,
    dateOperators,
    listOperators,
    namedOperators,
    rowOperators,
    shareOperators,
    textOperators,
  ].flatMap((family) => Object.entries(family)),
);
