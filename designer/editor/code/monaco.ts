import type * as monacoEditor from "monaco-editor/editor";
import type { Language } from "../../../engine/model/types.ts";
import { definitionSchemas } from "../../../engine/model/published.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";

export type Monaco = typeof monacoEditor;

let loading: Promise<Monaco> | null = null;

/**
 * Monaco with JSON alone and the published schemas of definitions. Loaded when it is first wanted: it is larger than all the rest. Its
 * own words are in the language in which it was first loaded.
 */
export function loadMonaco(language: Language): Promise<Monaco> {
  loading ??= load(language);
  return loading;
}

async function load(language: Language): Promise<Monaco> {
  self.MonacoEnvironment = {
    getWorker: async (_, label) => {
      const { default: Made } =
        label === "json"
          ? await import("monaco-editor/languages/features/json/json.worker?worker")
          : await import("monaco-editor/editor/editor.worker?worker");
      return new Made();
    },
  };
  // The words have to be there before what says them.
  if (language === "zh-CN") await import("monaco-editor/nls/lang/zh-cn");
  const [monaco, json] = await Promise.all([
    import("monaco-editor/editor"),
    import("monaco-editor/languages/features/json/register"),
    import("monaco-editor/features/register.all"),
  ]);
  json.jsonDefaults.setModeConfiguration({
    ...json.jsonDefaults.modeConfiguration,
    // What is wrong is told by our own checker, in both languages.
    diagnostics: false,
  });
  json.jsonDefaults.setDiagnosticsOptions({
    validate: false,
    schemas: Object.entries(definitionSchemas).map(([name, schema]) => ({
      uri: `guicheng:/${name}`,
      fileMatch: name === "procedure.schema.json" ? ["*.procedure.json"] : [],
      schema: inLanguage(schema as Json, language),
    })),
  });
  return monaco;
}

/** A schema whose descriptions are in the reader's language, with references that lead to the others by their address here. */
function inLanguage(schema: Json, language: Language): Json {
  if (Array.isArray(schema)) return schema.map((one) => inLanguage(one, language));
  if (typeof schema !== "object" || schema === null) return schema;
  const told: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$id" || key === "x-zh-CN") continue;
    if (key === "$ref" && typeof value === "string" && !value.startsWith("#"))
      told[key] = `guicheng:/${value}`;
    else told[key] = inLanguage(value, language);
  }
  const chinese = schema["x-zh-CN"];
  if (language === "zh-CN" && typeof chinese === "string") told["description"] = chinese;
  return told;
}
