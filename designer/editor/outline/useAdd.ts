import { isObject } from "../../../engine/model/is-object.ts";
import { useRun, useStanding } from "../context.tsx";
import { freeName, valueAt } from "../document/place.ts";
import { blankOf } from "../inspector/model/change.ts";
import { propertiesOf, withField } from "../inspector/model/schema-edits.ts";
import { shapeOf } from "../inspector/model/shapes.ts";
import { useCreate } from "../inspector/useFields.ts";
import { dataWords } from "../inspector/data/words.ts";
import type { Adds } from "./model.ts";

/** Adds a new thing to a section and selects it. */
export function useAdd(): (what: Adds) => void {
  const { editor } = useStanding();
  const run = useRun();
  const create = useCreate();
  return (what) => {
    const { document, selection } = editor.state();
    const { definition } = document;
    if (what === "stages") {
      // Beside the stage that is selected.
      const [one] = selection;
      const path = one?.kind === "state" ? one.path : "";
      const parent = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
      const behind = path === "" ? {} : { behind: path.slice(path.lastIndexOf(".") + 1) };
      run("addState", { parent, ...behind });
    } else if (what === "data") {
      const { data } = definition;
      const name = freeName("field", (one) => Object.hasOwn(propertiesOf(data), one));
      const schema = isObject(data) ? data : { type: "object", properties: {} };
      const value = withField(schema, name, { type: "string", title: { ...dataWords.newField } });
      run("setAt", { pointer: "/data", value, select: { kind: "field", path: name } });
    } else if (what === "properties" || what === "basis") {
      const before = valueAt(definition, `/${what}`);
      const list = Array.isArray(before) ? before : [];
      const blank = blankOf(shapeOf(what));
      run("setAt", {
        pointer: `/${what}`,
        value: [...list, blank],
        select: { kind: "procedure", about: what },
      });
    } else create(what);
  };
}
