import { useCallback } from "react";
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
  const { t } = useWords();
  return useCallback(
    ({ keyword, asked }: Fault) => {
      const key: string = `form.fault.${known.has(keyword) ? keyword : "otherwise"}`;
      return t(key, { asked: typeof asked === "object" ? JSON.stringify(asked) : String(asked) });
    },
    [t],
  );
}
