import { RuleFault } from "../../../engine/rules/index.ts";

/** The fault that something throws; null where it throws none. Anything else that is thrown is thrown on. */
export function faultOf(action: () => unknown): RuleFault | null {
  try {
    action();
    return null;
  } catch (thrown) {
    if (thrown instanceof RuleFault) return thrown;
    throw thrown;
  }
}
