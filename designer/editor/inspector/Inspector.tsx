import "./inspector.css";
import "./forms/forms.css";
import { memo, type ReactNode } from "react";
import { Button, ConfigProvider, Tooltip } from "antd";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Procedure } from "../../../engine/model/types.ts";
import { Icon } from "../../app/icons.tsx";
import { Nothing } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { titleOf } from "../../words/text.ts";
import { useRun, useSelected, useStanding } from "../context.tsx";
import { lastKey, valueAt } from "../document/place.ts";
import { fieldPointer } from "../document/places.ts";
import type { Selected } from "../document/types.ts";
import { controls } from "./controls.ts";
import { ControlsContext } from "./fields/control.ts";
import { ShapeControl } from "./fields/Member.tsx";
import { NameInput } from "./fields/NameInput.tsx";
import { SchemaEditor, SelectedField } from "./data/SchemaEditor.tsx";
import { MarksProvider } from "../rules/marks.tsx";
import { above, below } from "./forms/extras.tsx";
import { Elsewhere } from "./forms/Elsewhere.tsx";
import { Several } from "./forms/Several.tsx";
import { StateForm } from "./forms/StateForm.tsx";
import { ThingForm } from "./forms/ThingForm.tsx";
import { UsedAt } from "./forms/UsedAt.tsx";
import { WayForm } from "./forms/WayForm.tsx";
import { WayHead } from "./forms/Ways.tsx";
import { stateHere } from "./model/state-here.ts";
import { titleOfThing } from "./model/things.ts";
import { shapeOf } from "./model/shapes.ts";
import { wayOf } from "./model/ways.ts";
import { inspectorWords, sectionWords } from "./words.ts";

/** The properties of what is selected. */
export const Inspector = memo(function Inspector() {
  const selection = useSelected((state) => state.selection);
  const readOnly = useSelected((state) => state.readOnly);
  const [thing] = selection;
  return (
    <ControlsContext value={controls}>
      <ConfigProvider componentDisabled={readOnly}>
        <div className="inspector">
          {thing === undefined ? (
            <Empty />
          ) : selection.length > 1 ? (
            <Several selection={selection} />
          ) : (
            <>
              <Elsewhere thing={thing} />
              <Thing key={keyOf(thing)} thing={thing} />
            </>
          )}
        </div>
      </ConfigProvider>
    </ControlsContext>
  );
});

/** What stays the same while a thing is renamed is no part of it: its fields are others then. */
const keyOf = (thing: Selected): string => JSON.stringify(thing);

function Empty() {
  const { say } = useWords();
  return <Nothing title={say(inspectorWords.nothing)} hint={say(inspectorWords.nothingHint)} />;
}

function Thing({ thing }: { thing: Selected }) {
  const { say } = useWords();
  const there = useSelected(({ document }) => isThere(thing, document.definition));
  if (!there) return <Nothing title={say(inspectorWords.gone)} />;
  switch (thing.kind) {
    case "state":
      return <StateThing path={thing.path} />;
    case "transition":
      return <WayThing id={thing.id} />;
    case "part":
      return <PartThing thing={thing} />;
    case "field":
      return thing.path === "" ? <DataThing /> : <FieldThing path={thing.path} />;
    case "procedure":
      return <ProcedureThing about={thing.about} />;
  }
}

function isThere(thing: Selected, definition: Procedure): boolean {
  if (thing.kind === "state") return stateHere(definition, thing.path) !== undefined;
  if (thing.kind === "part") return valueAt(definition, pointer(thing.section, thing.name)) !== undefined;
  if (thing.kind === "field") return fieldPointer(definition, thing.path) !== null;
  return true;
}

/** What it is, its name in the definition, and the way to be rid of it. */
function Head({
  kind,
  title,
  name,
  onRename,
  onRemove,
}: {
  kind: string;
  title: ReactNode;
  name?: string;
  onRename?: (name: string) => boolean;
  onRemove?: () => void;
}) {
  const { say } = useWords();
  return (
    <header className="thing-head">
      <div className="thing-kind">
        <span>{kind}</span>
        {onRemove === undefined ? null : (
          <Tooltip title={say(inspectorWords.remove)}>
            <Button
              type="text"
              size="small"
              icon={<Icon name="remove" />}
              aria-label={`${say(inspectorWords.remove)}：${kind}`}
              onClick={onRemove}
            />
          </Tooltip>
        )}
      </div>
      <h2>{title}</h2>
      {name === undefined || onRename === undefined ? null : (
        <NameInput key={name} label={say(inspectorWords.key)} value={name} onRename={onRename} />
      )}
    </header>
  );
}

/** What a thing is called. Apart, so that the form is not drawn again while its title is typed. */
function TitleOf({ thing }: { thing: Selected }) {
  const { language } = useWords();
  return useSelected(({ document: { definition } }) => {
    const at = thing.kind === "field" ? fieldPointer(definition, thing.path) : null;
    return at === null
      ? titleOfThing(thing, definition, language)
      : titleOf(valueAt(definition, at), language, titleOfThing(thing, definition, language));
  });
}

function StateThing({ path }: { path: string }) {
  const { say } = useWords();
  const run = useRun();
  const title = <TitleOf thing={{ kind: "state", path }} />;
  return (
    <>
      {path === "" ? (
        <Head kind={say(inspectorWords.machine)} title={title} />
      ) : (
        <Head
          kind={say(inspectorWords.state)}
          title={title}
          name={lastKey(path)}
          onRename={(key) => run("renameState", { path, key })}
          onRemove={() => run("removeStates", { paths: [path] })}
        />
      )}
      <StateForm path={path} />
    </>
  );
}

function WayThing({ id }: { id: string }) {
  const { say } = useWords();
  const run = useRun();
  const written = useSelected(({ document }) => wayOf(document.definition, id) !== undefined);
  const { editor } = useStanding();
  if (!written)
    return (
      <>
        <Head kind={say(inspectorWords.way)} title="" />
        <p className="quiet inspector-note">{say(inspectorWords.made)}</p>
      </>
    );
  return (
    <>
      <Head
        kind={say(inspectorWords.way)}
        title={<WayHead id={id} />}
        onRemove={() => run("removeTransitions", { ids: [id] })}
      />
      <div className="fold-body">
        <WayForm id={id} onMoved={(now) => editor.select([{ kind: "transition", id: now }])} />
      </div>
    </>
  );
}

function PartThing({ thing }: { thing: Extract<Selected, { kind: "part" }> }) {
  const { say } = useWords();
  const run = useRun();
  const { section, name } = thing;
  const kind = say(sectionWords[section]!.one);
  const Above = above[section];
  const Below = below[section];
  return (
    <>
      <Head
        kind={kind}
        title={<TitleOf thing={thing} />}
        name={name}
        onRename={(to) => run("renamePart", { section, from: name, to })}
        onRemove={() => run("removePart", { section, name })}
      />
      {Above === undefined ? null : <Above name={name} />}
      <MarksProvider>
        <ThingForm root={section} at={pointer(section, name)} label={kind} />
        {Below === undefined ? null : <Below name={name} />}
      </MarksProvider>
      <UsedAt whose={thing} />
    </>
  );
}

function FieldThing({ path }: { path: string }) {
  const { say } = useWords();
  const run = useRun();
  const { editor } = useStanding();
  const title = <TitleOf thing={{ kind: "field", path }} />;
  return (
    <>
      <Head
        kind={say(inspectorWords.field)}
        title={title}
        onRemove={() => {
          const { definition } = editor.state().document;
          const holder = fieldPointer(definition, path)?.replace(/\/properties\/[^/]+$/, "");
          if (holder !== undefined && run("removeField", { holder, name: lastKey(path) })) editor.select([]);
        }}
      />
      <div className="fold-body">
        <SelectedField path={path} />
      </div>
      <UsedAt whose={{ kind: "field", path }} />
    </>
  );
}

/** All fields of the data. */
function DataThing() {
  const { say } = useWords();
  const label = say(inspectorWords.data);
  return (
    <>
      <Head kind={say(inspectorWords.procedure)} title={label} />
      <div className="fold-body">
        <SchemaEditor at="/data" label={label} />
      </div>
    </>
  );
}

type About = Extract<Selected, { kind: "procedure" }>["about"];
function ProcedureThing({ about }: { about: About }) {
  const { say } = useWords();
  const title = <TitleOf thing={{ kind: "procedure" }} />;
  const label = say(inspectorWords[about ?? "procedure"]);
  return (
    <>
      <Head
        kind={about === undefined ? label : say(inspectorWords.procedure)}
        title={about === undefined ? title : label}
      />
      {about === undefined ? (
        <ThingForm root="procedure" at="" label={label} />
      ) : (
        <div className="fold-body">
          <AboutForm about={about} label={label} />
        </div>
      )}
    </>
  );
}

function AboutForm({ about, label }: { about: NonNullable<About>; label: string }) {
  const shape = shapeOf(about);
  const isList = about === "basis" || about === "properties";
  return (
    <ShapeControl
      shape={isList ? { kind: "list", item: shape, single: false } : shape}
      at={pointer(about)}
      address={about}
      label={label}
      required={false}
    />
  );
}
