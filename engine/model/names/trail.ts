import type { Schema } from "../types.ts";
import { reach, type Shape } from "./shape.ts";

/**
 * For each part of a path the schemas of the fields that it names, as they stand in the definition: none for a part that is no
 * field of it, several where several events may be meant.
 */
export type Trail = readonly (readonly Schema[])[];

/** Shapes that are made of what a definition says, with the schema that it says it in. */
const origins = new WeakMap<object, Shape>();

/** Notes of which schema of the definition a shape is made, so that what is named in it can be found there. */
export function derivedFrom(shape: Shape, origin: Shape): Shape {
  if (shape !== "open") origins.set(shape, origin);
  return shape;
}

/** The shape as it is written in the definition. */
export function originOf(shape: Shape): Shape {
  return shape === "open" ? shape : (origins.get(shape) ?? shape);
}

/** Where a path leads through values of one of these shapes. */
export function trailOf(keys: readonly string[], shapes: readonly Shape[]): Trail {
  return keys.map((_, place) => {
    const way = keys.slice(0, place + 1);
    const found = shapes.flatMap((shape) => {
      const there = reach(shape, way) === null ? null : reach(originOf(shape), way);
      return there === null || there === "open" ? [] : [there.schema];
    });
    return [...new Set(found)];
  });
}
