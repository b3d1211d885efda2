import type { JsonObject, Pack } from "../../engine/model/index.ts";
import type { Connector } from "../../engine/ports/index.ts";
import { openEngine, type Subscription } from "../../engine/runtime/index.ts";
import { memory } from "../../engine/store/index.ts";
import { packWith } from "../runtime/fixtures/pack.ts";
import { countingIds, manualClock } from "../runtime/world.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });

const relief = {
  id: "relief",
  title: text("Relief", "临时救助"),
  opening: { by: ["clerk"] },
  data: {
    type: "object",
    properties: { about: { type: "string" }, income: { type: "integer", confidential: "means" } },
    required: ["about"],
  },
  confidential: { means: { to: ["chief"] } },
  events: {
    ASK: { title: text("Ask", "查询"), by: ["clerk"] },
    TELL: { title: text("Tell", "告知"), by: ["clerk"] },
  },
  messages: {
    opened: text("Please handle: {data.about}", "请办理：{data.about}"),
    means: text("The income is {data.income}", "收入为{data.income}"),
  },
  machine: {
    id: "relief",
    initial: "new",
    states: {
      new: {
        entry: { type: "notify", params: { to: ["clerk", "chief"], message: "opened" } },
        on: {
          TELL: { actions: { type: "notify", params: { to: ["clerk", "chief"], message: "means" } } },
          ASK: { target: "asking" },
        },
      },
      asking: {
        invoke: {
          src: "call",
          id: "registry",
          input: { connector: "registry", input: { about: { var: "data.about" } } },
          onDone: { target: "known" },
        },
      },
      known: { type: "final" },
    },
  },
};

/** An application that clerk and chief are told about; what somebody earns is for the chief alone. */
export const office = (people: Record<string, JsonObject> = {}): Pack =>
  packWith({
    id: "office",
    roles: ["clerk", "chief"],
    procedures: [relief],
    files: {
      "directory.json": {
        ann: { name: "安", roles: ["clerk"], mail: "ann@example.org" },
        bob: { name: "Bob", roles: ["clerk", "chief"] },
        cho: { name: "Cho", roles: ["chief"], mail: "cho@example.org" },
        ...people,
      },
    },
  });

export async function openOffice(options: {
  connectors: Record<string, Connector>;
  subscriptions?: Subscription[];
  people?: Record<string, JsonObject>;
}) {
  const clock = manualClock("2026-03-02T09:00:00+08:00");
  const { connectors, subscriptions } = options;
  const engine = await openEngine({
    store: memory(),
    clock,
    ids: countingIds(),
    connectors,
    ...(subscriptions === undefined ? {} : { subscriptions }),
  });
  const admin = { id: "admin", roles: ["administrator"] };
  const deployed = await engine.deploy(office(options.people), { by: admin });
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  const opened = await engine.open({ procedure: "relief", by: "ann", data: { about: "李某", income: 700 } });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  const { id } = opened;
  return {
    engine,
    clock,
    admin,
    id,
    send: (type: string) => engine.send({ case: id, event: { type }, by: "ann" }),
    effects: async () => (await engine.effects({ by: admin })).items,
    /** Delivers, and lets the pauses between attempts pass. */
    async rounds(count: number) {
      for (let n = 0; n < count; n++) {
        await engine.tick();
        clock.set(new Date(Date.parse(clock.now()) + 3_600_000).toISOString());
      }
    },
  };
}
