import { openingSchema, refusal, type Pack, type Procedure, type Text } from "../../engine/model/index.ts";
import { accepted, Refuse, type Route } from "../route.ts";
import { page, pageQuery, ref } from "../shapes.ts";

const roleTitles = (pack: Pack, procedure: Procedure): Record<string, Text> =>
  Object.fromEntries(
    Object.entries({ ...pack.roles, ...procedure.roles }).map(([role, { title }]) => [role, title]),
  );

export const procedureRoutes: Route[] = [
  {
    method: "get",
    path: "/procedures",
    tag: "procedures",
    summary: "Procedures that cases are opened with",
    open: "anyone",
    answers: { 200: { description: "All of them", schema: page("ProcedureSummary") } },
    handle: async ({ engine }) => ({ status: 200, body: { items: await engine.procedures() } }),
  },
  {
    method: "get",
    path: "/procedures/:id",
    tag: "procedures",
    summary: "A procedure: its definition, the pack it stands in, and the schema of what opens a case",
    open: "person",
    query: {
      type: "object",
      properties: { pack: { type: "string", maxLength: 64 } },
      additionalProperties: false,
    },
    answers: { 200: { description: "The procedure", schema: ref("ProcedureDetail") } },
    handle: async ({ engine, params, query, person }) => {
      const id = params["id"] ?? "";
      const digest = query["pack"];
      const pack = await engine.pack(typeof digest === "string" ? { digest } : { procedure: id });
      const procedure =
        pack === null || !Object.hasOwn(pack.procedures, id) ? undefined : pack.procedures[id];
      if (pack === null || procedure === undefined)
        throw new Refuse(refusal("unknown-procedure", { procedure: id }));
      const allowed = procedure.opening.by.some((role) => role === "anyone" || person.roles.includes(role));
      return {
        status: 200,
        body: {
          procedure,
          pack: {
            id: pack.id,
            version: pack.version,
            digest: pack.digest,
            title: pack.title,
            timeZone: pack.timeZone,
            parameters: pack.parameters,
          },
          roles: roleTitles(pack, procedure),
          openingSchema: openingSchema(procedure, null),
          opening: { allowed },
        },
      };
    },
  },
  {
    method: "get",
    path: "/procedures/:id/choices",
    tag: "procedures",
    summary: "What the form of an opening offers for fields whose choices come from elsewhere",
    open: "person",
    answers: { 200: { description: "Choices by field", schema: ref("Choices") } },
    handle: async ({ engine, params, person }) => {
      const { choices } = accepted(await engine.choices({ procedure: params["id"] ?? "", by: person }));
      return { status: 200, body: { choices } };
    },
  },
  {
    method: "get",
    path: "/registers",
    tag: "registers",
    summary: "The registers that the deployed packs keep",
    open: "person",
    answers: {
      200: {
        description: "All of them",
        schema: page("RegisterSummary"),
      },
    },
    handle: async ({ engine }) => ({ status: 200, body: { items: await engine.registers() } }),
  },
  {
    method: "get",
    path: "/registers/:id",
    tag: "registers",
    summary: "Rows of a register that hold, now or at an instant",
    open: "person",
    query: pageQuery({ at: { type: "string", maxLength: 40 } }),
    answers: { 200: { description: "A page of rows", schema: page("RegisterRow") } },
    handle: async ({ engine, params, query }) => ({
      status: 200,
      body: await engine.register(params["id"] ?? "", query),
    }),
  },
];
