import { Select } from "antd";
import { isObject } from "../../../../engine/model/is-object.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Json } from "../../../../engine/model/types.ts";
import { useWords } from "../../../words/i18n.ts";
import { useStanding } from "../../context.tsx";
import { freeName } from "../../document/place.ts";
import { Fold } from "../fields/Fold.tsx";
import { Items } from "../fields/Items.tsx";
import { MemberField } from "../fields/Member.tsx";
import { invocationSources, newInvocation } from "../model/actions.ts";
import { itemsOf, withItems, withMoved } from "../model/change.ts";
import { valueInWords } from "../model/labels.ts";
import { titleFor } from "../model/names.ts";
import { editedElsewhere } from "../model/layouts.ts";
import { membersOf, type Root } from "../model/shapes.ts";
import { useSoon } from "../useSoon.ts";
import { useAround, useSet, useValue } from "../useFields.ts";
import { inspectorWords } from "../words.ts";

/** What a stage starts when it is entered: ballots, other cases, calls. Where they lead is among the ways on. */
export function Invocations({ path, at }: { path: string; at: string }) {
  const { say } = useWords();
  const set = useSet();
  const { editor } = useStanding();
  const place = `${at}/invoke`;
  const value = useValue(place);
  const listed = Array.isArray(value);
  const all = itemsOf(value);
  const pointerOf = (index: number): string => (listed ? place + pointer(index) : place);
  const write = (now: readonly Json[]): void => set(place, withItems(now, false, !listed, value));
  const add = (src: string): void => {
    const { ballots } = editor.state().document.definition;
    const wish =
      src === "ballot"
        ? (Object.keys(ballots ?? {})[0] ?? "ballot")
        : src === "procedure"
          ? "child"
          : "answer";
    const id = freeName(wish, (one) => all.some((other) => isObject(other) && other["id"] === one));
    write([...all, newInvocation(src, id)]);
  };
  return (
    <Fold
      id="state invoke"
      title={say(inspectorWords.invocations)}
      count={all.length}
      closed={all.length === 0}
    >
      <Items
        items={all.map((one, index) => ({
          key: `${path} ${index}`,
          head: <Head invocation={one} />,
          body: <Body at={pointerOf(index)} />,
        }))}
        {...(all.length === 1 ? { opened: `${path} 0` } : {})}
        onMove={(from, to) => write(withMoved(all, from, to))}
        onRemove={(index) => write(all.toSpliced(index, 1))}
      />
      <Select
        size="small"
        className="adds"
        aria-label={say(inspectorWords.addInvocation)}
        placeholder={say(inspectorWords.addInvocation)}
        value={null}
        popupMatchSelectWidth={false}
        options={invocationSources.map((src) => ({ value: src, label: say(valueInWords(src, "invoke")) }))}
        onChange={(src: string | null) => {
          if (src !== null) add(src);
        }}
      />
    </Fold>
  );
}

function Head({ invocation }: { invocation: Json | undefined }) {
  const { say } = useWords();
  const around = useAround("/machine");
  const { src, id } = isObject(invocation) ? invocation : {};
  const title = useSoon(() => titleFor("ballot", String(id), around()).title);
  return (
    <span className="field-row">
      <span>{say(valueInWords(String(src), "invoke"))}</span>
      <span className="quiet">{title}</span>
    </span>
  );
}

function Body({ at }: { at: string }) {
  const src = useValue(`${at}/src`);
  if (typeof src !== "string" || !invocationSources.includes(src)) return null;
  return membersOf(`invoke.${src}` as Root)
    .filter(({ key }) => !editedElsewhere(`invoke.${src}`).includes(key))
    .map((member) => <MemberField key={member.key} member={member} at={at + pointer(member.key)} />);
}
