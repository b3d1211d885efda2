import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject, Problem, Procedure } from "../../engine/model/index.ts";
import type { DraftContent, Engine } from "../../engine/runtime/index.ts";
import { familyFiles } from "../model/fixtures/family.ts";
import { openWorld, packOf, person, stores } from "./world.ts";

const owner = person("ola", "process-owner");

/** What somebody would write who finds and replaces in the text of a procedure. */
const replacing =
  (...pairs: [from: string, to: string][]) =>
  (content: DraftContent): DraftContent => ({
    ...content,
    definition: pairs.reduce(
      (definition, [from, to]) =>
        JSON.parse(JSON.stringify(definition).replaceAll(`"${from}"`, `"${to}"`)) as JsonObject,
      content.definition,
    ),
  });

describe.each(stores)("a draft of one procedure of several, over %s", (_, open) => {
  let engine: Engine;
  beforeEach(async () => {
    ({ engine } = await openWorld({ store: open(), packs: [packOf({ ...familyFiles })] }));
  });
  afterEach(() => engine.close());

  async function publish(procedure: string, change: (content: DraftContent) => DraftContent) {
    const made = await engine.createDraft({ by: owner, procedure, from: { live: true } });
    if (!made.ok) throw new Error(made.refusal.message.en);
    const { id } = made.draft;
    const read = await engine.draft({ draft: id, by: owner });
    if (!read.ok) throw new Error(read.refusal.message.en);
    await engine.saveDraft({ draft: id, by: owner, revision: 1, content: change(read.draft.content) });
    return engine.publishDraft({ draft: id, by: owner, revision: 2, note: "other names" });
  }
  const placesOf = (answer: Awaited<ReturnType<typeof publish>>): string[] => {
    if (answer.ok) throw new Error("It was published");
    const { problems } = answer.refusal.details as unknown as { problems: Problem[] };
    return problems.flatMap(({ severity, file, path }) => (severity === "error" ? [`${file} ${path}`] : []));
  };
  const asking = "procedures/request.json /machine/states/asking";

  it("is refused where the procedure that opens its cases sends them an event that it no longer has, although another one has such an event", async () => {
    const answer = await publish("opinion", replacing(["HURRY", "URGE"]));
    expect(placesOf(answer)).toContain(`${asking}/on/GO/actions/params/event`);
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        code: "invalid-pack",
        message: {
          en: expect.stringMatching(/^The draft was not published: “Request” relies on .*“HURRY”/) as string,
          "zh-CN": expect.stringMatching(/^草稿未发布：“申请办理”依赖.*“HURRY”/) as string,
        },
      },
    });
    expect((await engine.procedures()).map(({ version }) => version)).toEqual(["1.0.0", "1.0.0", "1.0.0"]);
  });

  it("is refused where what is sent with an event, to a case or to the one that opened it, is called otherwise", async () => {
    expect(
      placesOf(await publish("opinion", replacing(["why", "reason"], ["event.why", "event.reason"]))),
    ).toEqual([`${asking}/on/GO/actions/params/payload/why`]);
    expect(placesOf(await publish("request", replacing(["question", "asked"])))).toEqual([
      "procedures/opinion.json /machine/states/open/states/asked/on/ASK/actions/params/payload/question",
    ]);
  });

  it("is refused where its cases are opened with, give, answer at or are looked up by what is called otherwise", async () => {
    const broken = placesOf(
      await publish(
        "opinion",
        replacing(["subject", "about"], ["says", "told"], ["said", "answered"], ["name", "called"]),
      ),
    );
    expect(new Set(broken)).toEqual(
      new Set([
        "procedures/request.json /facts/like/where/==/0/var",
        "procedures/request.json /facts/lines/field",
        `${asking}/invoke/input/data/subject`,
        `${asking}/invoke/input/data/applicant/name`,
        `${asking}/invoke/input/data/people/0/name`,
        `${asking}/invoke/input/answerAt/0`,
        `${asking}/invoke/input/gives/0`,
        `${asking}/invoke/onDone/actions/params/heard/var`,
        "pack.json /schedules/0/data/subject",
      ]),
    );
  });

  it("is told to be wrong itself where it is, and is published where nothing of another procedure is named", async () => {
    const wrong = await publish("opinion", replacing(["HURRY", "URGE"], ["SAY", "SAY IT"]));
    expect(wrong).toMatchObject({
      ok: false,
      refusal: { message: { en: expect.stringMatching(/^The draft has \d+ errors/) as string } },
    });
    const published = await publish("stranger", replacing(["HURRY", "URGE"]));
    expect(published).toMatchObject({ ok: true, version: "1.0.1" });
    const read = await engine.pack({ procedure: "stranger" });
    expect(Object.keys((read!.procedures["stranger"] as Procedure).events)).toContain("URGE");
  });
});
