import { describe, expect, it } from "vitest";
import { ajvValidator, isWithin, procedureChart, type ChartTransition, type JsonObject } from "../../engine/model/index.ts";
import { simulation } from "../../engine/simulate/index.ts";
import { linkedCases } from "../../engine/simulate/simulation.ts";
import { pack } from "./nanhu.ts";

/** What the licensing law asks of the definition of an approval, whatever the scenarios take of it. */
const procedure = pack().procedures["approval-case"]!;
const department = pack().procedures["department-opinion"]!;
const chart = procedureChart(procedure);
const paths = new Set(chart.states.map(({ path }) => path));

const byTime = ({ kind, event = "" }: ChartTransition) => kind === "after" || /^(?:clock|due)\./.test(event);
const into = (state: string) => (one: ChartTransition) => one.targets.some((target) => isWithin(target, state));
const lapseOf = (path: string) =>
  chart.states.find((state) => state.meta.decision === "legal" && isWithin(path, state.path))?.meta.lapse?.source ?? "";

/** States that a case can come to from a state, through whatever transitions. */
function reachable(from: string): Set<string> {
  const found = new Set([from]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { source, targets } of chart.transitions)
      if ([...found].some((path) => isWithin(path, source) || isWithin(source, path))) for (const target of targets) found.add(target);
  }
  return found;
}

describe("an approval", () => {
  it("has the states, regions and parallel reviews that it is known by", () => {
    const handling = `guidance intake.awaiting.submitted intake.awaiting.formalCheck intake.correction intake.rechecking notAccepted accepted
      instant processing.chain.dispatched processing.chain.examining.opinions processing.chain.examining.makeup
      processing.chain.examining.inspection processing.chain.examining.hearing processing.chain.examining.expert
      processing.chain.examining.parties processing.chain.consolidating processing.chain.drafting processing.chain.sectionReview
      processing.chain.deciding.collective processing.pause processing.extension.extended granted.delivery.certifying
      granted.delivery.delivered granted.postCheck denied withdrawn discontinued revoking revoked remedy archived`;
    for (const state of handling.split(/\s+/)) expect(paths, state).toContain(`handling.${state}`);
    for (const state of ["waiting", "open", "remedying", "rated", "unrated"]) expect(paths).toContain(`rating.${state}`);
    expect(Object.keys(procedure.obligations!)).toEqual(["makeup", "commitments"]);
  });

  it("is granted by lapse of time in the one case that the law names, the renewal of a permit", () => {
    const granting = chart.transitions.filter(byTime).filter(into("handling.granted"));
    expect(granting.map(({ id }) => id)).toEqual(["handling.processing.renewal.watching|after:permitExpiry|0"]);
    expect(lapseOf(granting[0]!.source)).toContain("第五十条");
  });

  it("is accepted by silence alone where nobody has answered, from receipt or from the supplement", () => {
    const accepting = chart.transitions.filter(byTime).filter(into("handling.accepted"));
    expect(accepting.map(({ source }) => source)).toEqual(["handling.intake.awaiting", "handling.intake.rechecking"]);
    for (const { source } of accepting) expect(lapseOf(source)).toContain("第三十二条");
    expect(procedure.delays!["deemedAcceptance"]).toMatchObject({ unit: "workingDays", from: { var: "data.receivedOn" } });
    expect(pack().parameters["permitNoticeDays"]).toMatchObject({ default: 5, maximum: 5 });
  });

  it("is sent back for correction once: from there nothing leads to where a second notice could be given", () => {
    const asking = chart.transitions.filter(({ event }) => event === "ASK_CORRECTION").map(({ source }) => source);
    expect(asking).toEqual(["handling.intake.awaiting.formalCheck"]);
    const inIntake = [...reachable("handling.intake.correction")].filter((path) => isWithin(path, "handling.intake"));
    expect(inIntake.toSorted()).toEqual(["handling.intake.correction", "handling.intake.rechecking"]);
  });

  it("stands still for hearing, expert review and what is tested outside, and not for an inspection or a suspension", () => {
    const stopping = chart.states.filter(({ tags }) => tags.includes("clock:decision:stop")).map(({ path }) => path);
    expect(stopping.toSorted()).toEqual([
      "handling.processing.chain.examining.expert.out",
      "handling.processing.chain.examining.hearing.arranging",
      "handling.processing.pause.stopped",
    ]);
    expect(procedure.holds!["suspended"]!.stops).toEqual(["promise"]);
  });

  it("counts what the authority has to do in working days, and what the applicant may do as the law does", () => {
    const unit = (name: string) => (procedure.delays![name] as { unit?: string }).unit;
    for (const name of ["deemedAcceptance", "hearingPeriod", "defencePeriod"]) expect(unit(name), name).toBe("workingDays");
    expect(procedure.delays!["hearingRequestPeriod"]).toMatchObject({ unit: "days", roll: true });
    const clocks = [procedure, department].flatMap((one) => Object.values(one.clocks!));
    for (const clock of clocks) expect(clock.unit).toBe("workingDays");
  });

  it("is revoked after notice and time for a defence only, by somebody who did not find the breach", () => {
    expect(chart.transitions.filter(into("handling.revoked")).map(({ source }) => source)).toEqual(["handling.revoking.decidable"]);
    expect(chart.transitions.filter(into("handling.revoking")).every(({ targets: [target] }) => target === "handling.revoking" || target === "handling.revoking.decidable")).toBe(true);
    expect(procedure.events["REVOKE"]!.apartFrom).toEqual(["CHECK_COMMITMENT", "PROPOSE_REVOCATION"]);
  });
});

describe("the one window", () => {
  const examining = "handling.processing.chain.examining.opinions";

  /** An application that two departments are asked about. */
  async function dispatched() {
    const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
    if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
    const run = begun.simulation;
    const opened = await run.open({
      procedure: "approval-case",
      by: "applicant-qiu",
      data: { itemCode: "R-03", applicantName: "邱建平", phone: "13800000000" },
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const send = async (id: string, by: string, type: string, more: JsonObject = {}) => {
      const answer = await run.send({ case: id, event: { ...more, type }, by });
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    };
    const { id } = opened;
    await send(id, "applicant-qiu", "SUBMIT", { given: ["income", "event", "lease"] });
    await send(id, "window-tao", "REGISTER");
    await send(id, "window-tao", "ACCEPT");
    await send(id, "window-tao", "DISPATCH", { departments: [] });
    const departments = async () => (await linkedCases(run, id, "opinions")).map((one) => ({ id: one.id, status: one.status }));
    const stateOf = async () => (await run.store.reader.case(id))!.state;
    return { run, id, send, departments, stateOf };
  }

  it("asks each department in a case of its own and waits for all, while the one clock of the whole runs on", () => {
    const { invokes } = chart.byPath.get(`${examining}.asking`)!;
    expect(invokes).toMatchObject([{ src: "procedure", input: { procedure: "department-opinion", until: "all" } }]);
    const stopped = chart.states.filter(({ path, tags }) => isWithin(path, examining) && tags.some((tag) => tag.endsWith(":stop")));
    expect(stopped).toEqual([]);
    expect(department.opening.by).toEqual([]);
    expect(chart.byPath.get("handling.processing")!.tags).toContain("clock:decision");
  });

  it("delivers once, and nobody else does", () => {
    expect(procedure.events["DELIVER"]!.by).toEqual(["window-clerk"]);
    for (const granted of chart.transitions.filter(({ event }) => event === "DELIVER")) expect(granted.source).toMatch(/^handling\./);
    expect(Object.keys(department.events)).not.toContain("DELIVER");
  });

  it("passes a department by its silence only where the item says so", () => {
    const own = procedureChart(department);
    const byLapse = own.transitions.filter(byTime).filter(({ targets }) => targets.some((target) => own.byPath.get(target)?.type === "final"));
    expect(byLapse.map(({ guard, targets }) => [guard, targets])).toEqual([["silenceAgrees", ["deemed"]]]);
  });

  it("asks those again that have not answered, and no others, where an administrator takes the case of a department away", async () => {
    const { run, id, send, departments, stateOf } = await dispatched();
    const [civil, labour] = await departments();
    await send(civil!.id, "officer-civil-1", "OPINE", { value: "agree" });
    const taken = await run.engine.withdraw({ case: labour!.id, by: { id: "ops", roles: ["administrator"] }, reason: "重复" });
    expect(taken.ok).toBe(true);
    expect(Object.keys((await stateOf()).entered)).toContain(`${examining}.interrupted`);
    await send(id, "lead-shao", "ASK_AGAIN");
    const [, , again, ...more] = await departments();
    expect([again!.status, more]).toEqual(["active", []]);
    await send(again!.id, "officer-labour", "OPINE", { value: "agree" });
    const { data, entered } = await stateOf();
    expect(Object.keys(entered)).toContain(`${examining}.collected`);
    expect(data["opinions"]).toMatchObject([{ department: "civil", round: 1 }, { department: "labour", round: 1 }]);
    await run.engine.close();
  });

  it("shows a department its own case and nothing that is personal to the applicant, and no other department's", async () => {
    const { run, id, departments } = await dispatched();
    const [civil, labour] = await departments();
    const seen = async (of: string, by: string) => JSON.stringify(await run.engine.read(of, { by }));
    expect(await seen(civil!.id, "officer-civil-2")).toContain("民生部");
    expect(await seen(labour!.id, "officer-civil-2")).toContain("not-permitted");
    expect(await seen(civil!.id, "lead-shao")).toContain("民生部");
    expect(await seen(civil!.id, "applicant-qiu")).toContain("not-permitted");
    for (const of of [id, civil!.id]) expect(await seen(of, "officer-civil-1")).not.toContain("13800000000");
    await run.engine.close();
  });
});

describe("whoever rates", () => {
  it("is known to the rating office and to nobody who was rated, in the case and in its remedying", async () => {
    const begun = await simulation(pack(), { at: "2026-03-02T01:00:00.000Z", validator: ajvValidator() });
    if (!begun.ok) throw new Error(JSON.stringify(begun.problems));
    const run = begun.simulation;
    const opened = await run.open({
      procedure: "approval-case",
      by: "applicant-qiu",
      data: { itemCode: "F-03", applicantName: "邱建平", phone: "13800000000" },
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const send = async (by: string, type: string, more: JsonObject = {}) => {
      const answer = await run.send({ case: opened.id, event: { ...more, type }, by });
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    };
    await send("applicant-qiu", "SUBMIT", { given: [] });
    await send("window-tao", "REGISTER");
    await send("window-tao", "ACCEPT");
    await send("window-tao", "GRANT", { no: "一号" });
    await send("window-tao", "ISSUE", { no: "证一号" });
    await send("window-tao", "DELIVER", { how: "window" });
    await send("applicant-qiu", "RATE", { stars: 1, comment: "态度生硬" });
    const cases = (await run.store.reader.cases({ limit: 9 })).items.map(({ id }) => id);
    const seenBy = async (by: string) => {
      let text = "";
      for (const id of cases) {
        for (const answer of [await run.engine.read(id, { by }), await run.engine.journal(id, { by })]) text += JSON.stringify(answer);
      }
      return text;
    };
    expect(await seenBy("rating-lei")).toContain("态度生硬");
    expect(await seenBy("applicant-qiu")).toContain("态度生硬");
    for (const rated of ["window-tao", "lead-shao", "section-bao", "watch-rao"]) expect(await seenBy(rated), rated).not.toContain("态度生硬");
    expect(await seenBy("window-tao")).toContain("13800000000");
    for (const other of ["section-bao", "watch-rao", "rating-lei"]) expect(await seenBy(other), other).not.toContain("13800000000");
    await run.engine.close();
  });
});
