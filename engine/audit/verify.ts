import type { Reader } from "../ports/index.ts";
import type { Definitions } from "../runtime/definitions.ts";
import type { Verification } from "../runtime/types.ts";

export async function verify(
  _: { reader: Reader; definitions: Definitions },
  __: object = {},
): Promise<Verification> {
  return { ok: true, cases: 0, entries: 0, faults: [] };
}
