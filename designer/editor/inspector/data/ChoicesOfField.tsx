import { Button, Input } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { freeName } from "../../document/place.ts";
import { Icon } from "../../../app/icons.tsx";
import { useWords } from "../../../words/i18n.ts";
import { choicesOf, withChoices, type ChoiceOfField } from "../model/schema-edits.ts";
import { withWords } from "../model/change.ts";
import { AddButton } from "../fields/Items.tsx";
import { Labelled } from "../fields/Labelled.tsx";
import { useSet } from "../useFields.ts";
import { inspectorWords, withName } from "../words.ts";
import { dataWords } from "./words.ts";

/** The values of an enumeration, each with its titles, as rows. */
export function ChoicesOfField({ at, schema }: { at: string; schema: JsonObject }) {
  const { say } = useWords();
  const set = useSet();
  const choices = choicesOf(schema) ?? [];
  const write = (now: readonly ChoiceOfField[], gesture?: string): void =>
    set(at, withChoices(schema, now), gesture);
  const changed = (place: number, change: Partial<ChoiceOfField>): ChoiceOfField[] =>
    choices.map((one, n) => (n === place ? { ...one, ...change } : one));
  return (
    <Labelled label={say(dataWords.choices)} at={at} wide deep={false}>
      <table className="choices-of-field">
        <thead>
          <tr>
            <th scope="col">{say(dataWords.value)}</th>
            <th scope="col">{say(inspectorWords.chinese)}</th>
            <th scope="col">{say(inspectorWords.english)}</th>
            <th aria-label={say(inspectorWords.remove)} />
          </tr>
        </thead>
        <tbody>
          {choices.map(({ value, title }, place) => (
            // Values may be the same while they are typed.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={place}>
              <td>
                <Input
                  size="small"
                  aria-label={`${say(dataWords.value)} ${place + 1}`}
                  value={String(value)}
                  onChange={(event) =>
                    write(
                      changed(place, { value: valueLike(value, event.target.value) }),
                      `type ${at} value ${place}`,
                    )
                  }
                />
              </td>
              {(["zh-CN", "en"] as const).map((language) => (
                <td key={language}>
                  <Input
                    size="small"
                    lang={language}
                    aria-label={`${say(language === "en" ? inspectorWords.english : inspectorWords.chinese)} ${place + 1}`}
                    value={
                      isObject(title) ? String(title[language] ?? "") : typeof title === "string" ? title : ""
                    }
                    onChange={(event) => {
                      const now = withWords(title, language, event.target.value, false);
                      write(
                        changed(place, { title: now } as Partial<ChoiceOfField>),
                        `type ${at} title ${place} ${language}`,
                      );
                    }}
                  />
                </td>
              ))}
              <td>
                <Button
                  type="text"
                  size="small"
                  icon={<Icon name="close" />}
                  aria-label={withName(say(inspectorWords.removeName), String(value))}
                  onClick={() => write(choices.toSpliced(place, 1))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <AddButton
        label={say(dataWords.addChoice)}
        onClick={() =>
          write([
            ...choices,
            { value: freeName("choice", (name) => choices.some(({ value }) => value === name)) },
          ])
        }
      />
    </Labelled>
  );
}

/** A number stays one while what is typed is one. */
function valueLike(before: Json, typed: string): Json {
  return typeof before === "number" && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
