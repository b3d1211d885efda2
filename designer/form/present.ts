import type { UiSchema } from "@rjsf/utils";
import type { Json, JsonObject } from "../../engine/model/types.ts";

/** How the fields of a schema are shown: long texts in an area, lists of texts as tags, people by name, yes or no as a switch. */
export function presentation(schema: JsonObject): UiSchema {
  const ui: UiSchema = { "ui:title": "" };
  const properties = (schema.properties ?? {}) as JsonObject;
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [key, field] of Object.entries(properties))
    ui[key] = fieldPresentation(field, required.includes(key));
  return ui;
}

function fieldPresentation(field: Json, required: boolean): UiSchema {
  if (typeof field !== "object" || field === null || Array.isArray(field)) return {};
  const items = field.items;
  const plainItems = typeof items === "object" && items !== null && !Array.isArray(items) ? items : null;
  if (
    field.type === "array" &&
    plainItems?.type === "string" &&
    plainItems.enum === undefined &&
    plainItems.oneOf === undefined
  )
    return { "ui:widget": plainItems.format === "person" ? "person" : "tags" };
  if (field.type === "array" && plainItems)
    return { items: { ...presentation(plainItems), "ui:title": "" }, "ui:options": { orderable: false } };
  if (field.type === "string" && field.format === "person") return { "ui:widget": "person" };
  // A switch has no third position for “not answered yet”.
  if (field.type === "boolean")
    return { "ui:widget": required && field.default === undefined ? "radio" : "switch" };
  if (field.type === "string" && typeof field.maxLength === "number" && field.maxLength > 200)
    return { "ui:widget": "textarea", "ui:options": { rows: field.maxLength > 1000 ? 4 : 2 } };
  if (isChoice(field)) return { "ui:widget": choices(field) <= 4 ? "radio" : "select" };
  if (field.type === "object") return { ...presentation(field), "ui:title": undefined };
  return {};
}

const isChoice = (field: JsonObject): boolean =>
  Array.isArray(field.enum) ||
  (Array.isArray(field.oneOf) &&
    field.oneOf.every((one) => typeof one === "object" && one !== null && "const" in one));
const choices = (field: JsonObject): number => ((field.enum ?? field.oneOf) as Json[]).length;
