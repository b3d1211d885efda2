import { isObject } from "./is-object.ts";
import type { FactDefinition, Json, JsonObject } from "./types.ts";

/** What a fact gives, taken together row by row. */
export interface Giver {
  /** Takes a row that the fact's condition lets through; false where no more rows are wanted. */
  take(row: JsonObject): boolean;
  result(): Json;
}

/** Takes together what a fact gives. `tooMany` is called, and throws, where it would give more than `most` rows. */
export function giverOf(fact: FactDefinition, most: number, tooMany: () => never): Giver {
  return giving[fact.give](fact, most, tooMany);
}

const giving: Record<FactDefinition["give"], typeof giverOf> = {
  count: () => {
    let count = 0;
    const take = () => {
      count += 1;
      return true;
    };
    return { take, result: () => count };
  },
  exists: () => {
    let exists = false;
    const take = () => {
      exists = true;
      return false;
    };
    return { take, result: () => exists };
  },
  first: () => {
    let first: JsonObject | null = null;
    const take = (row: JsonObject) => {
      first = row;
      return false;
    };
    return { take, result: () => first };
  },
  rows: (_, most, tooMany) => listing((row) => row, most, tooMany),
  ids: (_, most, tooMany) => listing((row) => row["id"] ?? null, most, tooMany),
  sum: ({ field = "" }) => {
    let sum = 0;
    return {
      take(row) {
        const value = at(row, field);
        if (typeof value === "number") sum += value;
        return true;
      },
      result: () => sum,
    };
  },
};

function listing(of: (row: JsonObject) => Json, most: number, tooMany: () => never): Giver {
  const list: Json[] = [];
  return {
    take(row) {
      if (list.push(of(row)) > most) tooMany();
      return true;
    },
    result: () => list,
  };
}

function at(row: JsonObject, path: string): Json | undefined {
  const keys = path.startsWith("row.") ? path.slice(4).split(".") : path.split(".");
  let value: Json | undefined = row;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}
