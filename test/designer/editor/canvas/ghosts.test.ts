import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { roughMeasure } from "../../../../designer/chart/measure.ts";
import { drawPicture } from "../../../../designer/chart/picture.ts";
import { sketched } from "../../../../designer/chart/sketch/index.ts";
import { chartOf } from "../../../../designer/editor/chart-of.ts";
import { withGhosts } from "../../../../designer/editor/canvas/ghosts.ts";
import { difference } from "../../../../designer/editor/diff/index.ts";
import { comparedOf, comparisonOf } from "../../../../designer/editor/versions/compared.ts";
import type { Procedure, StateConfig } from "../../../../engine/model/types.ts";

const text = (en: string) => ({ en, "zh-CN": en });
const procedure = (states: Record<string, StateConfig>): Procedure => ({
  id: "m",
  title: text("M"),
  opening: { by: [] },
  data: { type: "object", properties: {} },
  events: { GO: { title: text("Go on"), by: [] }, BACK: { title: text("Back"), by: [] } },
  machine: { id: "m", initial: Object.keys(states)[0]!, states },
});
const drawn = (of: Procedure) =>
  drawPicture({ procedure: of, chart: chartOf(of), language: "en", measure: roughMeasure, names: true });
const compare = (before: Procedure, after: Procedure) =>
  withGhosts(drawn(after), drawn(before), comparedOf(before, after, difference(before, after)));

const short = procedure({ draft: { on: { GO: "done" } }, done: { type: "final" } });
const long = procedure({
  draft: { on: { GO: "review" } },
  review: { on: { GO: "done", BACK: "draft" } },
  done: { type: "final" },
});

describe("what differs, on the diagram", () => {
  it("shows a stage that is gone and its ways as ghosts, beside what became of them", () => {
    const { picture, marks } = compare(long, short);
    expect(picture.cards.map(({ id }) => id)).toEqual([">", "draft", "−review", "done"]);
    expect(marks.states).toMatchObject({ "−review": "removed" });
    const ghosts = picture.lines.filter(({ id }) => id.startsWith("−"));
    expect(ghosts.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "draft −review",
      "−review done",
      "−review draft",
    ]);
    for (const { transition } of ghosts) expect(marks.transitions[transition]).toBe("removed");
    expect(marks.transitions["draft|on:GO|0"]).toBe("changed");
  });
  it("marks a new stage and its ways, and leaves what is as it was unmarked", () => {
    const { picture, marks } = compare(short, long);
    expect(marks.states).toEqual({ review: "added" });
    expect(marks.transitions).toMatchObject({
      "review|on:GO|0": "added",
      "review|on:BACK|0": "added",
      "draft|on:GO|0": "changed",
    });
    // Where it led before.
    expect(picture.lines.at(-1)).toMatchObject({ from: "draft", to: "done" });
    expect(compare(long, long)).toEqual({ picture: drawn(long), marks: { states: {}, transitions: {} } });
  });
  it("keeps the ghost of a stage apart from another one that has its name now", () => {
    const inner = procedure({
      draft: { on: { GO: "review" } },
      review: { initial: "first", states: { first: { on: { GO: "second" } }, second: {} } },
    });
    const emptied = procedure({ draft: { on: { GO: "review" } }, review: {} });
    const { picture, marks } = compare(inner, emptied);
    expect(picture.cards.find(({ id }) => id === "review")).toMatchObject({ kind: "container" });
    expect(picture.cards.filter(({ parent }) => parent === "review").map(({ id }) => id)).toEqual([
      "−review>",
      "−review.first",
      "−review.second",
    ]);
    expect(marks.states["−review.first"]).toBe("removed");
  });
  it("finds for each change what it is about, ghosts too", () => {
    const changes = difference(long, short);
    const { shown } = comparisonOf(long, short, changes)!;
    expect(changes.map((change) => shown(change))).toEqual([
      [{ kind: "transition", id: "draft|on:GO|0" }],
      [{ kind: "state", path: "−review" }],
    ]);
  });
  it("shows the ways that a part of the procedure makes, where that has changed", () => {
    const takenBack = (of: string[]): Procedure => ({
      ...long,
      takeBacks: { own: { event: "BACK", of } },
      machine: { ...long.machine, states: { ...long.machine.states, review: { on: { GO: "done" } } } },
    });
    const [before, after] = [takenBack([]), takenBack(["GO@draft"])];
    const changes = difference(before, after);
    const { shown } = comparisonOf(before, after, changes)!;
    expect(changes.map((change) => shown(change))).toEqual([
      [{ kind: "transition", id: "review|on:BACK|0" }],
    ]);
  });
  it("can be drawn of any two shipped procedures", () => {
    const shipped = readdirSync("definitions/nanhu/procedures").map(
      (name) => JSON.parse(readFileSync(`definitions/nanhu/procedures/${name}`, "utf8")) as Procedure,
    );
    for (const [place, before] of shipped.entries()) {
      const { picture } = compare(before, shipped[(place + 1) % shipped.length]!);
      const ids = picture.cards.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(picture.lines.map(({ id }) => id)).size).toBe(picture.lines.length);
      const { boxes, lines } = sketched(picture.cards, picture.lines, "down")!;
      expect(picture.cards.every(({ id }) => boxes[id] !== undefined)).toBe(true);
      expect(picture.lines.every(({ id }) => lines[id]!.points.length > 1)).toBe(true);
    }
  });
});
