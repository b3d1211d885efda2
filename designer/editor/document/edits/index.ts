import type { Edit } from "../types.ts";
import { removeField, renameField } from "./fields.ts";
import { duplicateStates, pasteFragment } from "./fragment.ts";
import { growState, growTransition, setTransition } from "./growing.ts";
import { foldState, placeStates, replaceDefinition, setLayout, setScenarios } from "./layout.ts";
import { addPart, removePart, renamePart, setAt, setState } from "./parts.ts";
import { insertPattern } from "../../patterns/insert.ts";
import {
  addState,
  moveStates,
  removeStates,
  renameState,
  setInitial,
  setStateType,
  wrapStates,
} from "./states.ts";
import {
  addTransition,
  appendState,
  removeTransitions,
  reorderTransition,
  resource,
  retarget,
  setTrigger,
} from "./transitions.ts";

/** Every edit there is, by name. The only things that change a document. */
export const edits = {
  addState,
  appendState,
  renameState,
  moveStates,
  removeStates,
  setInitial,
  setStateType,
  setState,
  wrapStates,
  addTransition,
  removeTransitions,
  retarget,
  resource,
  setTrigger,
  reorderTransition,
  setTransition,
  growState,
  growTransition,
  pasteFragment,
  duplicateStates,
  addPart,
  renamePart,
  removePart,
  renameField,
  removeField,
  setAt,
  placeStates,
  setLayout,
  foldState,
  replaceDefinition,
  setScenarios,
  insertPattern,
} satisfies Record<string, Edit<never>>;

export type EditName = keyof typeof edits;
export type EditArgs<Name extends EditName> = Parameters<(typeof edits)[Name]>[1];
