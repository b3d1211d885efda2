import { createContext, type ComponentType } from "react";
import type { Json } from "../../../../engine/model/types.ts";
import type { Shape } from "../model/shapes.ts";

/** What every control is given: the shape it is for, what stands there, and how to write. */
export interface ControlProps<Kind extends Shape["kind"] = Shape["kind"]> {
  shape: Extract<Shape, { kind: Kind }>;
  value: Json | undefined;
  /** Writes in place of the value; undefined takes it out. With a gesture, all of that are undone together. */
  set: (value: Json | undefined, gesture?: string) => void;
  /** JSON pointer of the value. */
  at: string;
  address: string;
  label: string;
  required: boolean;
}

/** The control of each kind of shape. Handed down, because those of records and lists are made of the others. */
export type Controls = { [Kind in Shape["kind"]]: ComponentType<ControlProps<Kind>> };
export const ControlsContext = createContext<Controls | null>(null);
