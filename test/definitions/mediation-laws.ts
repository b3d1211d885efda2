import { expect } from "vitest";
import type { Json, JsonObject } from "../../engine/model/index.ts";
import type { CaseRecord } from "../../engine/ports/index.ts";

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);
const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * What the law demands of a mediation in whatever state it is, reckoned from its data without rules of the definition: consent of
 * all (People's Mediation Law, 17), mediators to whom nobody objects (Shenzhen regulations, 23), signatures of all (29), performance
 * before closing, visits before the archive.
 *
 * @param date the civil date of an instant
 */
export function mediationHolds({ id, state, status }: CaseRecord, now: string, date: (instant: string) => string): void {
  const { data, entered } = state;
  const isIn = (path: string) => Object.hasOwn(entered, path);
  const sides = list(data["sides"]);
  const round = data["round"];
  const ofRound = (name: string) => list(data[name]).filter((row) => row["round"] === round);
  const agreements = ofRound("agreements");
  const owed = list(data["items"]).filter((item) => ["open", "breached"].includes(String(item["status"])));

  if (isIn("handling.active")) {
    const agreed = list(data["consents"]).map(({ party, value }) => [party, value]);
    expect(agreed.toSorted(), id).toEqual(sides.map(({ party }) => [party, "yes"]).toSorted());
    expect(data["outcome"], id).toBe(agreements.length === 0 ? "none" : "partial");
    if (isIn("handling.active.work.settling")) expect(data["lead"], id).not.toBe("");
  }
  const mediating = [String(data["lead"]), ...list(data["mediators"]).map((one) => String(one["id"]))];
  const barred = [...texts(data["objected"]), ...sides.flatMap(({ voters }) => texts(voters))];
  expect(mediating.filter((one) => barred.includes(one)), id).toEqual([]);
  const failed = ofRound("sessions").filter(({ mode, result }) => mode === "joint" && result === "failed");
  expect(data["failedJoint"], id).toBe(failed.length);

  if (isIn("handling.agreed")) expect(agreements.length, id).toBeGreaterThan(0);
  const last = agreements.at(-1);
  if (data["outcome"] === "agreed" && last?.["form"] === "written") {
    const signed = list(data["signatures"]).filter(({ value }) => value === "sign");
    expect(signed.map(({ who }) => who), id).toEqual(expect.arrayContaining(sides.map(({ party }) => party)));
    expect(signed, id).toHaveLength(sides.length + 1);
    expect(last["partial"], id).toBe(false);
  }
  if (["agreed", "partial"].includes(String(data["outcome"])) && (isIn("handling.closed") || isIn("handling.followUp")))
    expect(owed, id).toEqual([]);
  if (status === "done" && typeof data["closedOn"] === "string") {
    expect(list(data["visits"]).filter((visit) => visit["status"] === "open"), id).toEqual([]);
    expect((Date.parse(date(now)) - Date.parse(data["closedOn"])) / 86_400_000, id).toBeGreaterThan(180);
  }
  if (status === "active") {
    expect(isIn("risk.imminent"), id).toBe(data["risk"] === "high");
    expect(isIn("risk.watch"), id).toBe(data["risk"] === "mid");
  }
}
