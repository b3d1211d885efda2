import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMachine, type AnyStateMachine, type AnyStateNode } from "xstate";
import {
  canBeActiveTogether,
  readChart,
  type MachineConfig,
  type Procedure,
  type StateConfig,
} from "../../engine/model/index.ts";
import { fixture } from "./fixtures/pack.ts";

const permit = (fixture["procedures/permit.json"] as unknown as Procedure).machine;

const dotted = (node: AnyStateNode) => node.path.join(".");

/** What XState makes of a machine: states with their types, and targets by source and event. */
function byXState(machine: AnyStateMachine) {
  const { idMap } = machine as unknown as { idMap: Map<string, AnyStateNode> };
  const nodes = [...idMap.values()];
  return {
    states: nodes.map((node) => `${dotted(node)}:${node.type}`).sort(),
    transitions: nodes
      .flatMap((node) =>
        [...node.transitions.values(), node.always ?? []]
          .flat()
          .map(
            (one) =>
              `${dotted(node)} → ${(one.target ?? []).map((target: AnyStateNode) => dotted(target)).join(",")}`,
          ),
      )
      .sort(),
    initial: nodes
      .filter((node) => node.type === "compound")
      .map((node) => `${dotted(node)} → ${node.initial.target?.map(dotted).join(",")}`)
      .sort(),
  };
}

function byUs(config: MachineConfig) {
  const chart = readChart(config);
  return {
    states: chart.states.map((state) => `${state.path}:${state.type}`).sort(),
    transitions: chart.transitions.map((one) => `${one.source} → ${one.targets.join(",")}`).sort(),
    initial: chart.states
      .filter((state) => state.type === "compound")
      .map((state) => `${state.path} → ${state.initial}`)
      .sort(),
  };
}

/** Charts with targets of every form. */
const names = ["a", "b", "c"];
const machines: fc.Arbitrary<MachineConfig> = fc
  .letrec<{ state: StateConfig }>((tie) => ({
    state: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constant<StateConfig>({}),
      fc
        .record({
          parallel: fc.boolean(),
          states: fc.uniqueArray(fc.tuple(fc.constantFrom(...names), tie("state")), {
            minLength: 1,
            maxLength: 3,
            selector: ([name]) => name,
          }),
        })
        .map(({ parallel, states }): StateConfig => ({
          ...(parallel ? { type: "parallel" } : { initial: states[0]?.[0] as string }),
          states: Object.fromEntries(states),
        })),
    ),
  }))
  .state.filter((state) => state.states !== undefined)
  .chain((state) => {
    const root: MachineConfig = { ...structuredClone(state), id: "machine" };
    const { states } = readChart(root);
    return fc
      .array(
        fc.tuple(
          fc.constantFrom(...states),
          fc.constantFrom(...states),
          fc.nat(4),
          fc.constantFrom("E", "F"),
        ),
        { maxLength: 8 },
      )
      .map((wanted) => {
        const made = JSON.parse(JSON.stringify(root)) as MachineConfig;
        for (const [source, target, form, event] of wanted) {
          const written = formOf(source.path, target.path, form);
          if (written === null) continue;
          let config: StateConfig = made;
          for (const key of source.path === "" ? [] : source.path.split("."))
            config = config.states?.[key] as StateConfig;
          const on = (config.on ??= {});
          on[event] = [...[on[event] ?? []].flat(), form % 2 === 0 ? written : { target: [written] }];
        }
        return made;
      });
  });

/** The target, written in one of the ways in which it can be; null where that way does not lead there. */
function formOf(source: string, target: string, form: number): string | null {
  if (form >= 3) return target === "" ? "#machine" : `#machine.${target}`;
  const parent = source.includes(".") ? source.slice(0, source.lastIndexOf(".") + 1) : "";
  if (form === 0)
    return source !== "" && target.startsWith(parent) && target !== "" ? target.slice(parent.length) : null;
  const inside = source === "" ? "" : `${source}.`;
  return target.startsWith(inside) && target !== source && target !== ""
    ? `.${target.slice(inside.length)}`
    : null;
}

describe("a chart", () => {
  it("names states by path and transitions by source, trigger and place", () => {
    const chart = readChart(permit);
    expect(chart.faults).toEqual([]);
    expect(chart.states.map((state) => state.path).slice(0, 6)).toEqual([
      "",
      "draft",
      "examining",
      "examining.checking",
      "examining.voting",
      "examining.opining",
    ]);
    expect(chart.transitions.map((one) => `${one.id} → ${one.targets.join()}`)).toEqual(
      expect.arrayContaining([
        "|on:WITHDRAW|0 → withdrawn",
        "draft|after:deemed|0 → withdrawn",
        "examining.checking|on:CHECK|0 → examining.voting",
        "examining.checking|on:CHECK|2 → waiting",
        "examining.voting|done:motion|1 → withdrawn",
        "waiting.child.running|error:inspect|0 → waiting.child.done",
        "waiting|done|0 → granted",
        "granted|always|0 → withdrawn",
        "waiting.call|on:SUBMIT|0 → waiting.call.again",
      ]),
    );
    expect(new Set(chart.transitions.map((one) => one.id)).size).toBe(chart.transitions.length);
    expect(chart.byPath.get("waiting.call.again")).toMatchObject({
      type: "history",
      history: "deep",
      historyTargets: ["waiting.call.calling"],
    });
  });

  it("A4: marks transitions that forbid their event", () => {
    const forbidden = readChart(permit)
      .transitions.filter((one) => one.forbidden)
      .map((one) => one.id);
    expect(forbidden).toEqual(["examining.checking|on:CHECK|3", "examining.checking|on:RATE|0"]);
    const again = readChart({
      id: "m",
      on: { A: { reenter: true }, B: { actions: { type: "call" } }, C: {} },
    });
    expect(again.transitions.map((one) => one.forbidden)).toEqual([false, false, true]);
  });

  it("points into the machine for every state and transition", () => {
    const at = (pointer: string) =>
      pointer
        .split("/")
        .slice(1)
        .reduce<unknown>(
          (value, key) => (value as Record<string, unknown>)[key.replaceAll("~1", "/")],
          permit,
        );
    const chart = readChart(permit);
    for (const state of chart.states) expect(at(state.pointer)).toBe(state.config);
    for (const one of chart.transitions) {
      const written = at(one.pointer);
      expect(typeof written === "string" ? { target: written } : written).toEqual(one.config);
    }
  });

  it("resolves targets, types and initial states as XState does: the machines of the packs", () => {
    const procedures = join(import.meta.dirname, "../../definitions");
    const machines = (readdirSync(procedures, { recursive: true }) as string[])
      .filter((file) => /procedures\/[^/]+\.json$/.test(file))
      .map((file) => (JSON.parse(readFileSync(join(procedures, file), "utf8")) as Procedure).machine);
    for (const machine of [permit, ...machines])
      expect(byUs(machine)).toEqual(byXState(createMachine(structuredClone(machine) as never)));
  });

  it("resolves targets, types and initial states as XState does: any machine", () => {
    fc.assert(
      fc.property(machines, (config) => {
        expect(byUs(config)).toEqual(byXState(createMachine(structuredClone(config) as never)));
      }),
      { numRuns: 500 },
    );
  });

  it("reports what XState would throw for: targets and initial states that are none", () => {
    const bad: MachineConfig = {
      id: "m",
      initial: "a",
      on: { E: "a", F: "#other", G: ["#m.a.x", { target: ["a", ".a"] }] },
      states: { a: { initial: "x", states: { y: {} }, on: { E: "b", F: "a.x", G: ".z" } } },
    };
    expect(readChart(bad).faults.map((one) => `${one.code} ${one.pointer} ${one.target}`)).toEqual([
      "unknown-initial /states/a/initial x",
      "unknown-target /on/E a",
      "unknown-target /on/F #other",
      "unknown-target /on/G/0 #m.a.x",
      "unknown-target /on/G/1/target/0 a",
      "unknown-target /states/a/on/E b",
      "unknown-target /states/a/on/F a.x",
      "unknown-target /states/a/on/G .z",
    ]);
  });

  it("can be read of anything, so that drafts can be drawn", () => {
    const wild = fc.object({
      key: fc.constantFrom(
        "states",
        "on",
        "initial",
        "target",
        "type",
        "invoke",
        "always",
        "after",
        "meta",
        "tags",
        "a",
      ),
      maxDepth: 6,
    });
    fc.assert(
      fc.property(wild, (config) => {
        expect(readChart(config as unknown as MachineConfig).states[0]?.path).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("knows which states can be active together", () => {
    const chart = readChart(permit);
    expect(canBeActiveTogether(chart, "waiting.child.running", "waiting.call.calling")).toBe(true);
    expect(canBeActiveTogether(chart, "waiting.child", "waiting.child.done")).toBe(true);
    expect(canBeActiveTogether(chart, "waiting.child.running", "waiting.child.done")).toBe(false);
    expect(canBeActiveTogether(chart, "draft", "granted")).toBe(false);
  });
});
