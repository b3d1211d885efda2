import { useCallback, useMemo } from "react";
import { useRun, useSelected, useStanding } from "../context.tsx";
import type { EditArgs, EditName } from "../document/edits/index.ts";
import { freeName, valueAt } from "../document/place.ts";
import type { Section } from "../document/types.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { newPart } from "./model/new-parts.ts";
import { removalPoint } from "./model/change.ts";
import type { Around } from "./model/names.ts";

/** What stands at a place of the definition: a view that asks is drawn again only when that changes. */
export function useValue(at: string): Json | undefined {
  return useSelected((state) => valueAt(state.document.definition, at));
}

/** Writes a value at a place, or takes out what stands there. With a gesture, all of that are undone together. */
export type SetValue = (at: string, value: Json | undefined, gesture?: string) => void;
export function useSet(): SetValue {
  const run = useRun();
  const { editor } = useStanding();
  return (at, value, gesture) => {
    const place = value === undefined ? removalPoint(editor.state().document.definition, at) : at;
    run("setAt", { pointer: place, ...(value === undefined ? {} : { value }) }, gesture);
  };
}

/** Carries out an edit, and leaves selected what is selected. Gives whether it was carried out. */
export function useRunHere(): <Name extends EditName>(
  name: Name,
  args: EditArgs<Name>,
  gesture?: string,
) => boolean {
  const run = useRun();
  const { editor } = useStanding();
  return (name, args, gesture) => {
    const { selection } = editor.state();
    const done = run(name, args, gesture);
    if (done) editor.select(selection);
    return done;
  };
}

/** Gives, when asked, what the names at a place are chosen from. */
export function useAround(at: string): () => Around {
  const { editor, around } = useStanding();
  const { language } = useWords();
  return useCallback(
    () => ({ definition: editor.state().document.definition, around, language, at }),
    [editor, around, language, at],
  );
}

/** Makes a new part of a section, under a free name, and gives that name; null where it was refused. */
export function useCreate(): (
  section: Section,
  wish?: string,
  gesture?: string,
  stay?: boolean,
) => string | null {
  const run = useRun();
  const runHere = useRunHere();
  const { editor } = useStanding();
  return (section, wish, gesture, stay = false) => {
    const { definition } = editor.state().document;
    const { name, value } = newPart(section, wish);
    const free = freeName(name, (one) => Object.hasOwn(definition[section] ?? {}, one));
    const made = (stay ? runHere : run)("addPart", { section, name: free, value }, gesture);
    return made ? free : null;
  };
}

/** A key under which the steps of one deed are undone together; another one for each deed. */
export function useDeed(): () => string {
  const { editor } = useStanding();
  return useMemo(() => () => `deed ${editor.state().done.length} ${(deeds += 1)}`, [editor]);
}
let deeds = 0;
