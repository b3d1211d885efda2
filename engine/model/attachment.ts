import type { JsonObject } from "./types.ts";

/** Whether a schema is that of a stored file: `"format": "attachment"` on an object. */
export function isAttachment({ format, type }: JsonObject): boolean {
  return format === "attachment" && (Array.isArray(type) ? type.includes("object") : type === "object");
}

/**
 * What `"format": "attachment"` stands for: the reference of a stored file. The file itself lies with the host, under `key`;
 * the digest binds the reference to its content, and `types` and `maxBytes` bound what the reference says of it.
 */
export function attachmentSchema(written: JsonObject): JsonObject {
  const { format: _, types, maxBytes, ...schema } = written;
  return {
    ...schema,
    properties: {
      key: {
        type: "string",
        format: "attachment",
        title: { en: "Key in the store of files", "zh-CN": "存储标识" },
      },
      name: { type: "string", minLength: 1, maxLength: 255, title: { en: "File name", "zh-CN": "文件名" } },
      type: {
        type: "string",
        ...(types === undefined
          ? { maxLength: 127, pattern: "^[a-z0-9.+-]+/[a-z0-9.+-]+$" }
          : { enum: types }),
        title: { en: "Media type", "zh-CN": "媒体类型" },
      },
      size: {
        type: "integer",
        minimum: 0,
        ...(maxBytes === undefined ? {} : { maximum: maxBytes }),
        title: { en: "Size in bytes", "zh-CN": "字节数" },
      },
      sha256: {
        type: "string",
        pattern: "^[0-9a-f]{64}$",
        title: { en: "SHA-256 digest", "zh-CN": "SHA-256摘要" },
      },
    },
    required: ["key", "name", "type", "size", "sha256"],
    additionalProperties: false,
  };
}
