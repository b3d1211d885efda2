import { useCallback } from "react";
import { formatInWords } from "../words/formats.ts";
import { useWords } from "../words/i18n.ts";
import type { Fault, FaultWords } from "./validator.ts";

const known = new Set([
  "required",
  "type",
  "enum",
  "oneOf",
  "const",
  "format",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "uniqueItems",
]);

/** Faults of a form in the reader's language. */
export function useFaultWords(): FaultWords {
  const { t, language } = useWords();
  return useCallback(
    ({ keyword, asked }: Fault) => {
      const key: string = `form.fault.${known.has(keyword) ? keyword : "otherwise"}`;
      const said = typeof asked === "object" ? JSON.stringify(asked) : String(asked);
      return t(key, { asked: keyword === "format" ? formatInWords(said, language) : said });
    },
    [t, language],
  );
}
