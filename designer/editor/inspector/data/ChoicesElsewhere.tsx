import { useMemo, type ReactNode } from "react";
import { Segmented, Select } from "antd";
import type { Json, JsonObject, Logic } from "../../../../engine/model/types.ts";
import { withCode } from "../../../../engine/model/choices.ts";
import { freeName } from "../../document/place.ts";
import { useWords } from "../../../words/i18n.ts";
import { useStanding } from "../../context.tsx";
import { offeredBy } from "../../rules/offered.ts";
import { RuleField } from "../../rules/RuleField.tsx";
import { scopeAt, vocabulary } from "../../rules/seen.ts";
import { defaultParameters, rulesOf } from "../../rules/trial.ts";
import { JsonControl } from "../fields/groups.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import {
  chosenSource,
  isDeclaration,
  keyOfSource,
  logicOf,
  membersOfSource,
  sourceGroups,
  sourceOf,
  sourceOptions,
  withSome,
  type ChoiceSource,
  type Member,
  type SourceGroup,
  type SourceOption,
} from "../model/choice-source.ts";
import { useDeed, useRunHere, useSet, useValue } from "../useFields.ts";
import { useSoon } from "../useSoon.ts";
import { dataWords } from "./words.ts";

const groupWords: Record<SourceGroup, keyof typeof dataWords> = {
  register: "fromRegister",
  role: "fromRole",
  data: "fromData",
  fact: "fromFact",
  table: "fromTable",
  param: "fromParam",
};
const nothing = "nothing";
const asRule = "rule";

/** Where the choices of a field come from that stand elsewhere (`choices`, B11): in a register, among people, in the case, in a table. */
export function ChoicesElsewhere({ at }: { at: string }) {
  const { say } = useWords();
  const place = `${at}/choices`;
  const written = useValue(place);
  const set = useSet();
  if (written !== undefined && !isDeclaration(written))
    return (
      <Labelled label={say(dataWords.from)} hint={dataWords.fromHint} at={place} wide>
        <p className="quiet">{say(dataWords.choicesOther)}</p>
        <JsonControl
          shape={{ kind: "json" }}
          value={written}
          set={(now, gesture) => set(place, now, gesture)}
          at={place}
          address="data.choices"
          label={say(dataWords.from)}
          required={false}
        />
      </Labelled>
    );
  return <Declared at={place} written={written} />;
}

function Declared({ at, written }: { at: string; written: (JsonObject & { from: Json }) | undefined }) {
  const { say, language } = useWords();
  const { around } = useStanding();
  const definition = useSoon(({ document }) => document.definition);
  const set = useSet();
  const runHere = useRunHere();
  const newDeed = useDeed();
  const scope = useMemo(
    () => scopeAt(vocabulary(definition, around), `${at}/from`),
    [definition, around, at],
  );
  const options = useMemo(() => sourceOptions(scope, language), [scope, language]);
  const from = written?.from;
  const source = from === undefined ? null : sourceOf(from);
  const members = source === null ? [] : membersOfSource(source, scope, language);
  const key = written === undefined ? nothing : source === null ? asRule : keyOfSource(source);

  function choose(now: string): void {
    if (now === nothing) return set(at, undefined);
    if (now === asRule) return set(at, { ...written, from: from ?? [] });
    const option = options.find((one) => one.key === now);
    if (option === undefined) return;
    const deed = newDeed();
    const path = pathOf(option, deed);
    if (path === null) return;
    const chosen = path.startsWith("table ")
      ? { kind: "table" as const, name: path.slice("table ".length) }
      : { kind: "path" as const, path: path.slice("path ".length) };
    const rows =
      option.fact === undefined ? membersOfSource({ ...chosen, some: false }, scope, language) : null;
    set(at, chosenSource(logicOf(chosen), rows ?? rowsOf(option), keyOf(option)), deed);
  }
  /** The key of what is chosen; of a register or of people, a fact that looks them up is made first. */
  function pathOf({ key: own, fact, group }: SourceOption, deed: string): string | null {
    if (fact === undefined) return own;
    const wish = own
      .slice(group.length + 1)
      .replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") => next.toUpperCase());
    const name = freeName(wish, (one) => Object.hasOwn(definition.facts ?? {}, one));
    const done = runHere("addPart", { section: "facts", name, value: { ...fact } }, deed);
    return done ? `path fact.${name}` : null;
  }
  const registerOf = ({ fact }: SourceOption) =>
    fact === undefined ? undefined : around.registers[fact.of.slice("register:".length)];
  const keyOf = (option: SourceOption): string | undefined => registerOf(option)?.key;
  const rowsOf = (option: SourceOption): Member[] | null => {
    const row = registerOf(option)?.row;
    const properties = row?.["properties"];
    return typeof properties === "object" && properties !== null
      ? Object.keys(properties).map((name) => ({ name, title: name, shape: "open" }))
      : null;
  };

  return (
    <>
      <Labelled label={say(dataWords.from)} hint={dataWords.fromHint} at={at}>
        <Select<string>
          size="small"
          className="grows"
          aria-label={say(dataWords.from)}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: "label" }}
          value={key}
          options={grouped(options, key, say)}
          onChange={choose}
        />
      </Labelled>
      {source === null || from === undefined ? null : (
        <Labelled label={say(dataWords.which)}>
          <Segmented<"all" | "some">
            size="small"
            aria-label={say(dataWords.which)}
            value={source.some ? "some" : "all"}
            options={[
              { value: "all", label: say(dataWords.allOfThem) },
              { value: "some", label: say(dataWords.someOfThem) },
            ]}
            onChange={(now) => set(`${at}/from`, withSome(from, now === "some"))}
          />
        </Labelled>
      )}
      {from === undefined || (source !== null && !source.some) ? null : (
        <Labelled label={say(source === null ? dataWords.rule : dataWords.condition)} wide>
          <RuleField
            value={from}
            kind="logic"
            givesValue
            at={`${at}/from`}
            label={say(source === null ? dataWords.rule : dataWords.condition)}
            onChange={(now, gesture) => set(`${at}/from`, now ?? [], gesture)}
          />
        </Labelled>
      )}
      {written === undefined || members === null ? null : (
        <>
          <MemberSelect at={`${at}/value`} label={say(dataWords.entered)} members={members} otherwise="id" />
          <MemberSelect
            at={`${at}/title`}
            label={say(dataWords.shown)}
            members={members}
            otherwise={say(dataWords.shownByItself)}
          />
        </>
      )}
      {written === undefined ? null : <Preview written={written} source={source} />}
    </>
  );
}

/** Which member of a row; where none is said, the one that goes without saying. */
function MemberSelect({
  at,
  label,
  members,
  otherwise,
}: {
  at: string;
  label: string;
  members: readonly Member[];
  otherwise: string;
}) {
  const set = useSet();
  const value = useValue(at);
  const written = typeof value === "string" ? value : "";
  const byItself = members.find(({ name }) => name === otherwise)?.title ?? otherwise;
  const names = members.filter(({ name }) => name !== otherwise);
  const known = names.some(({ name }) => name === written);
  return (
    <Labelled label={label} at={at}>
      <Select<string>
        size="small"
        className="grows"
        aria-label={label}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        value={written === otherwise ? "" : written}
        options={[
          { value: "", label: byItself },
          ...(written === "" || written === otherwise || known ? [] : [{ value: written, label: written }]),
          ...names.map(({ name, title }) => ({ value: name, label: title })),
        ]}
        onChange={(now) => set(at, now === "" ? undefined : now)}
      />
    </Labelled>
  );
}

/** So many choices are told by name. */
const mostTold = 6;

/** What a form would offer for a case without data, with registers as the pack begins them. */
function Preview({
  written,
  source,
}: {
  written: JsonObject & { from: Logic };
  source: ChoiceSource | null;
}) {
  const { say } = useWords();
  const { around } = useStanding();
  const definition = useSoon(({ document }) => document.definition);
  const offered = useMemo(() => {
    const scope = { data: {}, param: defaultParameters(around) };
    return offeredBy(written, { definition, around, rules: rulesOf(definition, around), scope });
  }, [written, definition, around]);
  // What stands in the case is known in a case alone.
  const ofCase = source?.kind === "path" && source.path.startsWith("data.");
  if (offered.choices === null)
    return ofCase ? null : <p className="quiet choices-now">{say(offered.why)}</p>;
  const told = offered.choices.slice(0, mostTold).map(({ title, value }) => withCode(say(title), value));
  return (
    <p className="quiet choices-now">
      {say(dataWords.offersNow)} {told.join(say({ en: ", ", "zh-CN": "、" }))}
      {offered.choices.length > mostTold
        ? say(dataWords.offersMore).replace(
            "{count}",
            say({
              en: String(offered.choices.length - mostTold),
              "zh-CN": String(offered.choices.length),
            }),
          )
        : ""}
    </p>
  );
}

function grouped(
  options: readonly SourceOption[],
  key: string,
  say: ReturnType<typeof useWords>["say"],
): { label: ReactNode; value?: string; options?: { value: string; label: string }[] }[] {
  const known = key === nothing || key === asRule || options.some((one) => one.key === key);
  return [
    { value: nothing, label: say(dataWords.fromNothing) },
    ...(known ? [] : [{ value: key, label: key.slice(key.indexOf(" ") + 1) }]),
    ...sourceGroups.flatMap((group) => {
      const own = options.filter((one) => one.group === group);
      return own.length === 0
        ? []
        : [
            {
              label: say(dataWords[groupWords[group]]),
              options: own.map(({ key: value, title }) => ({ value, label: title })),
            },
          ];
    }),
    { value: asRule, label: say(dataWords.fromLogic) },
  ];
}
