import { runScenarios } from "../../engine/simulate/index.ts";
import { readPack } from "../../engine/store/index.ts";
import { json, Misuse, problemLine, type Command, type Terminal } from "./command.ts";

type Results = Awaited<ReturnType<typeof runScenarios>>;

const share = (taken: number, all: number) => (all === 0 ? "100 %" : `${Math.floor((100 * taken) / all)} %`);

function print(results: Results, terminal: Terminal, missing: boolean): void {
  for (const one of results) {
    terminal.out(
      `${one.id}: ${one.passed} of ${one.scenarios} scenarios pass · states ${one.states.taken}/${one.states.all} (${share(one.states.taken, one.states.all)}) · transitions ${one.transitions.taken}/${one.transitions.all} (${share(one.transitions.taken, one.transitions.all)}) · refusals ${one.refusals.taken}/${one.refusals.all} (${share(one.refusals.taken, one.refusals.all)})`,
    );
    for (const failure of one.failures)
      terminal.out(
        `  ✗ ${failure.scenario[terminal.language]} · step ${failure.step}: ${failure.message[terminal.language]}`,
      );
    if (!missing) continue;
    for (const [what, { missing: not }] of Object.entries({
      state: one.states,
      transition: one.transitions,
      refusal: one.refusals,
    })) {
      for (const name of not) terminal.out(`  never taken: ${what} ${name}`);
    }
  }
}

/** Runs the scenarios of a pack on the engine, and says what they take of it. */
export const test: Command = {
  usage: "test <pack folder> [--procedure <id>] [--missing] [--json]",
  summary: "run the scenarios of a pack, and say which states, transitions and refusals they take",
  options: {
    json: { type: "boolean" },
    procedure: { type: "string", multiple: true },
    missing: { type: "boolean" },
  },
  help: {
    json: "print the result as JSON",
    procedure: "only this one; may be repeated",
    missing: "list what no scenario takes",
  },
  async run([folder, ...more], options, terminal) {
    if (folder === undefined || more.length > 0) throw new Misuse("test takes one pack folder");
    const read = await readPack(folder);
    if (!read.ok) {
      for (const problem of read.problems) terminal.err(problemLine(problem, terminal.language));
      return 1;
    }
    const only = options["procedure"] as string[] | undefined;
    const unknown = only?.find((id) => !Object.hasOwn(read.pack.procedures, id));
    if (unknown !== undefined) throw new Misuse(`the pack has no procedure ${unknown}`);
    const results = await runScenarios(read.pack, {
      ...(only === undefined ? {} : { procedures: only }),
      onProgress: (done: number, all: number) => terminal.progress(`scenario ${done} of ${all}`),
    });
    if (options["json"] === true) terminal.out(json({ procedures: results }));
    else print(results, terminal, options["missing"] === true);
    return results.every((one) => one.passed === one.scenarios) ? 0 : 1;
  },
};
