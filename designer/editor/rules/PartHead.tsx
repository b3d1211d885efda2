import { useMemo } from "react";
import { Input } from "antd";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useRun, useSelected } from "../context.tsx";
import { usesOfPart } from "../document/edits/renaming.ts";
import { valueAt } from "../document/place.ts";
import { ruleWords } from "./words.ts";

type Section = "rules" | "decisions";

/** What a rule or a table is called in both languages, and what it rests on. */
export function PartHead({
  section,
  name,
  source = false,
}: {
  section: Section;
  name: string;
  source?: boolean;
}) {
  const run = useRun();
  const { say } = useWords();
  const part = useSelected((state) => valueAt(state.document.definition, pointer(section, name)));
  const field = (label: string, ...way: string[]) => {
    const at = pointer(section, name, ...way);
    const value = valueAt(part, pointer(...way));
    return (
      <label className="part-field">
        <span>{label}</span>
        <Input
          size="small"
          value={typeof value === "string" ? value : ""}
          onChange={(event) => {
            const text = event.target.value;
            // What is left out of a source is no source; a title without a text is still one.
            const next: Json | undefined = text === "" && way[0] === "source" ? undefined : text;
            run("setAt", { pointer: at, ...(next === undefined ? {} : { value: next }) }, at);
          }}
        />
      </label>
    );
  };
  return (
    <header className="part-head">
      <code>{name}</code>
      {field(say(ruleWords.titleZh), "title", "zh-CN")}
      {field(say(ruleWords.titleEn), "title", "en")}
      {source ? field(say(ruleWords.source), "source") : null}
    </header>
  );
}

/** So many places are listed. */
const mostPlaces = 50;

/** Where a rule or a table is used, each place leading there by its text. */
export function UsedAt({ section, name }: { section: Section; name: string }) {
  const { say } = useWords();
  const document = useSelected((state) => state.document);
  const uses = useMemo(() => usesOfPart(document, section, name), [document, section, name]);
  return (
    <div className="part-uses">
      <h3>
        {say(ruleWords.usedAt)} <span className="figure">{uses.length}</span>
      </h3>
      {uses.length === 0 ? <p className="quiet">{say(ruleWords.unused)}</p> : null}
      <ul>
        {uses.slice(0, mostPlaces).map(({ file, path }) => (
          <li key={`${file} ${path}`}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
      {uses.length > mostPlaces ? <p className="quiet">…</p> : null}
    </div>
  );
}
