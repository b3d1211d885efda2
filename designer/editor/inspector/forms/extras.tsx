import type { ComponentType } from "react";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import { Lamp } from "../../../lights/Lamp.tsx";
import { useWords } from "../../../words/i18n.ts";
import { phraseLogic } from "../../../words/logic.ts";
import { useStanding } from "../../context.tsx";
import { DecisionGrid } from "../../decisions/DecisionGrid.tsx";
import { RuleTrial } from "../../rules/RuleTrial.tsx";
import type { Section } from "../../document/types.ts";
import { Fold } from "../fields/Fold.tsx";
import { NameSelect } from "../fields/names.tsx";
import { ballotInWords } from "../model/ballot-sentence.ts";
import { titleFor } from "../model/names.ts";
import { placeholdersOf, withPlaceholder } from "../model/placeholders.ts";
import { useSoon } from "../useSoon.ts";
import { useAround, useSet, useValue } from "../useFields.ts";
import { inspectorWords, sectionWords, withName } from "../words.ts";

/** What stands above and below the form of a part, beside its members. */
export const above: Partial<Record<Section, ComponentType<{ name: string }>>> = {
  ballots: BallotSentence,
  clocks: LightBar,
};
export const below: Partial<Record<Section, ComponentType<{ name: string }>>> = {
  rules: RuleTrial,
  decisions: Grid,
  messages: Placeholders,
};

/** What the numbers of a ballot come to. */
function BallotSentence({ name }: { name: string }) {
  const { language } = useWords();
  const { around, editor } = useStanding();
  const ballot = useValue(pointer("ballots", name));
  const text = ballotInWords(ballot, language, (logic) =>
    phraseLogic(logic, editor.state().document.definition, language, around.parameters),
  );
  return text === "" ? null : <p className="sentence">{text}</p>;
}

/** The lights of a clock over its length. */
function LightBar({ name }: { name: string }) {
  const lights = useValue(pointer("clocks", name, "lights"));
  const share = (light: "blue" | "yellow"): number | null => {
    const value = isObject(lights) ? lights[light] : undefined;
    return typeof value === "number" && value > 0 && value < 1 ? value : null;
  };
  const stops = [
    { light: "green" as const, from: 0 },
    ...(["blue", "yellow"] as const).flatMap((light) => {
      const from = share(light);
      return from === null ? [] : [{ light, from }];
    }),
  ].toSorted((a, b) => a.from - b.from);
  return (
    <div className="light-bar" aria-hidden>
      {stops.map(({ light, from }, place) => (
        <span
          key={light}
          data-light={light}
          style={{ flexGrow: Math.max(0.001, (stops[place + 1]?.from ?? 1) - from) }}
        >
          <Lamp light={light} />
          {from === 0 ? "" : `${Math.round(from * 100)}%`}
        </span>
      ))}
      <span data-light="red">
        <Lamp light="red" />
      </span>
    </div>
  );
}

function Grid({ name }: { name: string }) {
  const { say } = useWords();
  return (
    <Fold id="decision grid" title={say(sectionWords["decisions"]!.one)}>
      <DecisionGrid name={name} />
    </Fold>
  );
}

/** The placeholders of a message: what they read, and whether both languages have them. */
function Placeholders({ name }: { name: string }) {
  const { say } = useWords();
  const at = pointer("messages", name);
  const message = useValue(at);
  const set = useSet();
  const around = useAround(at);
  const used = placeholdersOf(message);
  const titles = useSoon(() =>
    used
      .map(({ path }) => (path.startsWith("data.") ? titleFor("dataField", path, around()).title : path))
      .join("\n"),
  ).split("\n");
  const known = useSoon(() =>
    used.map(({ path }) => !path.startsWith("data.") || titleFor("dataField", path, around()).known).join(),
  ).split(",");
  return (
    <Fold id="message placeholders" title={say(inspectorWords.placeholders)} count={used.length}>
      <ul className="placeholders">
        {used.map(({ path, in: languages }, place) => (
          <li key={path} data-known={known[place] !== "false"}>
            <span>{titles[place]}</span> <code>{`{${path}}`}</code>
            {known[place] === "false" ? (
              <p className="field-problems">{withName(say(inspectorWords.unknownPlaceholder), path)}</p>
            ) : null}
            {languages.length === 1 ? (
              <p className="quiet">{withName(say(inspectorWords.onlyOne), `{${path}}`)}</p>
            ) : null}
          </li>
        ))}
      </ul>
      <NameSelect
        of="dataField"
        at={at}
        value={undefined}
        label={say(inspectorWords.insertField)}
        placeholder={say(inspectorWords.insertField)}
        onChange={(path) => {
          if (path !== undefined)
            set(at, withPlaceholder(message, path.startsWith("data.") ? path : `data.${path}`));
        }}
      />
    </Fold>
  );
}
