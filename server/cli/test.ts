import { runScenarios } from "../../engine/simulate/index.ts";
import { readPack } from "../../engine/store/index.ts";
import { json, Misuse, problemLine, type Command, type Terminal } from "./command.ts";

type Results = Awaited<ReturnType<typeof runScenarios>>;

const covered = (what: string, taken: number, all: number) =>
  `${what} ${taken}/${all} (${all === 0 ? 100 : Math.floor((100 * taken) / all)} %)`;

function print(results: Results, terminal: Terminal, missing: boolean): void {
  for (const { id, passed, scenarios, states, transitions, refusals, failures } of results) {
    const coverage = [
      covered("states", states.taken, states.all),
      covered("transitions", transitions.taken, transitions.all),
      covered("refusals", refusals.taken.length, refusals.all.length),
    ];
    terminal.out(`${id}: ${passed} of ${scenarios} scenarios pass · ${coverage.join(" · ")}`);
    for (const { scenario, step, message } of failures)
      terminal.out(
        `  ✗ ${scenario[terminal.language]} · ${step === null ? "opening or end" : `step ${step + 1}`}: ${message[terminal.language]}`,
      );
    if (!missing) continue;
    for (const [what, names] of [
      ["state", states.missing],
      ["transition", transitions.missing],
      ["refusal", refusals.missing],
    ] as const)
      for (const name of names) terminal.out(`  never taken: ${what} ${name}`);
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
