import type { Stimulus } from "../machine/index.ts";
import { refusal } from "../model/index.ts";
import { administer } from "./administer.ts";
import type { Runtime } from "./runtime.ts";
import { happen, standing } from "./stimulate.ts";
import type { Answer, Engine } from "./types.ts";
import { Refuse } from "./work.ts";

/** The answer to a call that a state waits for, in place of the connector's. */
export function answer(runtime: Runtime, command: Parameters<Engine["answer"]>[0]): Promise<Answer> {
  const { case: id, call, by } = command;
  return administer(runtime, {
    case: id,
    by,
    admit: standing,
    act(work, held, at) {
      const invocation = Object.values(held.record.state.invocations).find(
        (one) => one.id === call && one.src === "call",
      );
      if (invocation === undefined) throw new Refuse(refusal("not-now.nothing", { event: call }));
      const { token } = invocation;
      const stimulus: Stimulus =
        "output" in command
          ? { kind: "answer", token, output: command.output }
          : { kind: "failure", token, error: command.error };
      return happen(work, {
        case: id,
        stimulus,
        at,
        refused(reason) {
          throw new Refuse(reason);
        },
      });
    },
  });
}
