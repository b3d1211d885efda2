import type { JsonObject } from "../../engine/index.ts";

const name = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$" };
const secret = { type: "string", pattern: "^GUICHENG_SECRET_[A-Z0-9_]{1,64}$" };
const reference = {
  type: "object",
  properties: { secret },
  required: ["secret"],
  additionalProperties: false,
};
const seconds = { type: "integer", minimum: 1, maximum: 25 };
/** A header that the connector makes itself, or that decides how the request is read, is not for the file to set. */
const header = {
  type: "string",
  pattern:
    "^(?![Hh][Oo][Ss][Tt]$|[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-|[Tt][Rr][Aa][Nn][Ss][Ff][Ee][Rr]-|[Cc][Oo][Nn][Nn][Ee][Cc][Tt][Ii][Oo][Nn]$|[Ii][Dd][Ee][Mm][Pp][Oo][Tt][Ee][Nn][Cc][Yy]-)[A-Za-z0-9-]{1,64}$",
};

/** The form of a connectors file. */
export const schema: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    $schema: { type: "string" },
    hosts: { type: "array", items: { type: "string", minLength: 1, maxLength: 253 }, uniqueItems: true },
    privateAddresses: { type: "array", items: { type: "string", maxLength: 50 }, maxItems: 100 },
    authorities: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 20_000 },
      maxItems: 20,
    },
    http: {
      type: "object",
      propertyNames: name,
      maxProperties: 50,
      additionalProperties: {
        type: "object",
        properties: {
          url: { type: "string", minLength: 1, maxLength: 2000 },
          plain: { type: "boolean" },
          headers: {
            type: "object",
            propertyNames: header,
            maxProperties: 20,
            additionalProperties: {
              anyOf: [{ type: "string", pattern: "^[\\x20-\\x7e]*$", maxLength: 2000 }, reference],
            },
          },
          sign: {
            type: "object",
            properties: { secret, header },
            required: ["secret"],
            additionalProperties: false,
          },
          timeoutSeconds: seconds,
          maxAnswerBytes: { type: "integer", minimum: 1, maximum: 16_777_216 },
        },
        required: ["url"],
        additionalProperties: false,
      },
    },
    mail: {
      type: "object",
      propertyNames: name,
      maxProperties: 50,
      additionalProperties: {
        type: "object",
        properties: {
          host: { type: "string", minLength: 1, maxLength: 253 },
          port: { type: "integer", minimum: 1, maximum: 65_535 },
          encryption: { enum: ["tls", "starttls", "none"] },
          user: { type: "string", minLength: 1, maxLength: 200 },
          password: reference,
          from: { type: "string", pattern: "^[^\\s<>@]+@[^\\s<>@]+$", maxLength: 254 },
          language: { enum: ["en", "zh-CN"] },
          page: { type: "string", minLength: 1, maxLength: 2000 },
          timeoutSeconds: seconds,
        },
        required: ["host", "port", "from"],
        dependentRequired: { user: ["password"], password: ["user"] },
        additionalProperties: false,
      },
    },
    subscriptions: {
      type: "array",
      maxItems: 100,
      items: {
        type: "object",
        properties: {
          connector: name,
          attribute: name,
          messages: {
            type: "array",
            minItems: 1,
            uniqueItems: true,
            items: { type: "string", pattern: "^[a-z][a-z0-9-]*(/[A-Za-z][A-Za-z0-9_-]*)?$" },
          },
        },
        required: ["connector", "attribute"],
        additionalProperties: false,
      },
    },
  },
  required: ["hosts"],
  additionalProperties: false,
};
