import type { JsonObject } from "../engine/model/index.ts";
import type { Route } from "./route.ts";
import { ref, shapes } from "./shapes.ts";
import { version } from "./version.ts";

const headerParameters: Record<string, JsonObject> = {
  key: {
    name: "Idempotency-Key",
    in: "header",
    description: "Yours alone; the same key and body get the first answer again",
    schema: { type: "string", minLength: 1, maxLength: 200 },
  },
  revision: {
    name: "If-Match",
    in: "header",
    description: 'The quoted revision you have seen, e.g. "7"',
    schema: { type: "string" },
  },
  seen: {
    name: "If-Match",
    in: "header",
    required: true,
    description: 'The quoted revision you have read, e.g. "7"; 412 where somebody has saved another since',
    schema: { type: "string" },
  },
  for: {
    name: "Guicheng-For",
    in: "header",
    description: "Id of the person in whose place you act, as their standing proxy",
    schema: { type: "string" },
  },
  as: {
    name: "Guicheng-As",
    in: "header",
    description: "Demonstration mode: id of the person who acts",
    schema: { type: "string" },
  },
};

/** The OpenAPI 3.1 document of the routes, with the very schemas that validate requests. */
export function openApi(bases: { base: string; routes: Route[] }[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const { base, routes } of bases) {
    for (const route of routes) {
      const path = `${base}${route.path.replace(/:(\w+)/g, "{$1}")}`;
      (paths[path] ??= {})[route.method] = operation(route);
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Guicheng",
      version,
      description:
        "Governance procedures, run durably and recorded. Problems are RFC 9457 with a code of ours and words in both languages.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths,
    components: { schemas: shapes },
  };
}

function operation(route: Route): JsonObject {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1] ?? "",
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const required = (route.query?.["required"] as string[] | undefined) ?? [];
  const inQuery = Object.entries(
    (route.query?.["properties"] as Record<string, JsonObject> | undefined) ?? {},
  ).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
  const inHeader = [...(route.open === "person" ? ["as", "for"] : []), ...(route.headers ?? [])].map(
    (name) => headerParameters[name] ?? {},
  );
  const answers = Object.entries(route.answers).map(([status, { description, schema, headers }]) => [
    status,
    {
      description,
      ...(headers === undefined
        ? {}
        : { headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])) }),
      ...(schema === undefined ? {} : { content: { "application/json": { schema } } }),
    },
  ]);
  return {
    operationId: `${route.method}${route.path.replace(/[/:]+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: route.body } } } }),
    responses: {
      ...Object.fromEntries(answers),
      default: {
        description: "A problem",
        content: { "application/problem+json": { schema: ref("Problem") } },
      },
    },
  };
}
