import "./names.css";
import { useRef, useState } from "react";
import { Select, Tooltip } from "antd";
import { Icon } from "../../../app/icons.tsx";
import { useStanding } from "../../context.tsx";
import { useWords } from "../../../words/i18n.ts";
import { withItems, withMoved } from "../model/change.ts";
import { freeKinds, type NameKind } from "../model/name-kinds.ts";
import { choicesFor, sectionOfKind, thingOf, titleFor } from "../model/names.ts";
import { useSoon } from "../useSoon.ts";
import { useAround, useCreate, useDeed } from "../useFields.ts";
import { inspectorWords, withName } from "../words.ts";
import type { ControlProps } from "./control.ts";

const creating = "\u0000create";

/** One of the declared names, found by its title or itself, or a new one made in place. */
export function NameSelect({
  of,
  at,
  value,
  label,
  onChange,
  required = true,
  without = [],
  placeholder,
  adds = false,
}: {
  of: NameKind;
  at: string;
  value: string | undefined;
  label: string;
  /** A gesture is given where something was made for it, which is then undone with it. */
  onChange: (name: string | undefined, gesture?: string) => void;
  required?: boolean;
  /** Names that are not offered. */
  without?: readonly string[];
  placeholder?: string;
  /** It adds to what stands before it, and is quiet until it is wanted. */
  adds?: boolean;
}) {
  const { say } = useWords();
  const around = useAround(at);
  const create = useCreate();
  const deed = useDeed();
  const [open, setOpen] = useState(false);
  const [sought, setSought] = useState("");
  const title = useSoon(() => (value === undefined ? "" : titleFor(of, value, around()).title));
  const known = useSoon(() => value === undefined || titleFor(of, value, around()).known);
  const section = sectionOfKind[of];
  const free = freeKinds.has(of);
  const shown = value === undefined ? [] : [{ value, label: title, search: "" }];
  const options = open
    ? choicesFor(of, around())
        .filter((one) => !without.includes(one.value))
        .map((one) => ({
          value: one.value,
          label: (
            <span className="choice">
              <span>
                {one.inside === undefined ? null : <span className="quiet">{one.inside} › </span>}
                {one.title}
              </span>
              {one.title === one.value ? null : <code>{one.value}</code>}
            </span>
          ),
          search: `${one.title} ${one.inside ?? ""} ${one.value}`.toLowerCase(),
        }))
    : shown;
  const wish = sought.trim();
  const isNew = wish !== "" && !options.some((one) => one.value === wish);
  const made =
    section !== undefined
      ? [
          {
            value: creating,
            label: wish === "" ? say(inspectorWords.create) : withName(say(inspectorWords.createNamed), wish),
            search: "",
          },
        ]
      : free && isNew
        ? [{ value: wish, label: wish, search: "" }]
        : [];
  return (
    <Select
      size="small"
      className={adds ? "name-adder" : "grows"}
      {...(adds ? { variant: "borderless" as const, prefix: <Icon name="plus" />, suffixIcon: null } : {})}
      aria-label={label}
      allowClear={!required && !adds}
      popupMatchSelectWidth={false}
      placeholder={placeholder ?? say(inspectorWords.choose)}
      notFoundContent={say(inspectorWords.nothingFound)}
      status={known ? "" : "error"}
      value={value === "" ? undefined : value}
      labelRender={({ value: one }) => (one === value ? title : one)}
      showSearch={{
        onSearch: setSought,
        filterOption: (text, option) =>
          option?.value === creating ||
          option?.value === wish ||
          (option?.search ?? "").includes(text.toLowerCase()),
      }}
      open={open}
      onOpenChange={(now) => {
        setOpen(now);
        if (!now) setSought("");
      }}
      options={open ? [...options, ...made] : options}
      onChange={(now: string | undefined) => {
        if (now !== creating || section === undefined) return onChange(now);
        const gesture = deed();
        const name = create(section, wish, gesture, true);
        if (name !== null) onChange(name, gesture);
      }}
    />
  );
}

/** Leads to what is named. */
export function NameLink({ of, at, name }: { of: NameKind; at: string; name: string }) {
  const { say } = useWords();
  const { editor } = useStanding();
  const around = useAround(at);
  const leads = useSoon(() => thingOf(of, name, around()) !== null);
  const title = useSoon(() => titleFor(of, name, around()).title);
  if (!leads) return null;
  const label = withName(say(inspectorWords.show), title);
  return (
    <Tooltip title={label}>
      <button
        type="button"
        className="tool"
        aria-label={label}
        onClick={() => {
          const thing = thingOf(of, name, around());
          if (thing !== null) editor.select([thing]);
        }}
      >
        <Icon name="arrow" />
      </button>
    </Tooltip>
  );
}

export function NameControl({ shape, value, set, at, label, required }: ControlProps<"name">) {
  const name = typeof value === "string" ? value : undefined;
  return (
    <div className="with-tool">
      <NameSelect
        of={shape.of}
        at={at}
        value={name}
        label={label}
        required={required}
        onChange={(now, gesture) => set(now, gesture)}
      />
      {name === undefined || name === "" ? null : <NameLink of={shape.of} at={at} name={name} />}
    </div>
  );
}

export function NamesControl({ shape, value, set, at, label, required }: ControlProps<"names">) {
  const written = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const names = written.filter((one) => typeof one === "string");
  return (
    <NameList
      of={shape.of}
      at={at}
      names={names}
      label={label}
      onChange={(now, gesture) => set(withItems(now, required, typeof value === "string", value), gesture)}
    />
  );
}

/** Several names in their order. */
export function NameList({
  of,
  at,
  names,
  label,
  onChange,
}: {
  of: NameKind;
  at: string;
  names: readonly string[];
  label: string;
  onChange: (names: string[], gesture?: string) => void;
}) {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  return (
    <div className="names" ref={list}>
      {names.length === 0 ? null : (
        <ul aria-label={label}>
          {names.map((name, place) => (
            <NameChip
              key={name}
              of={of}
              at={at}
              name={name}
              onMove={(by) => {
                const to = place + by;
                if (to >= 0 && to < names.length) onChange(withMoved(names, place, to));
              }}
              onRemove={() => {
                onChange(names.filter((one) => one !== name));
                // What had the focus is gone.
                list.current?.querySelector("input")?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <NameSelect
        of={of}
        at={at}
        value={undefined}
        label={withName(say(inspectorWords.addName), label)}
        placeholder={say(inspectorWords.add)}
        without={names}
        adds
        onChange={(now, gesture) => {
          if (now !== undefined && !names.includes(now)) onChange([...names, now], gesture);
        }}
      />
    </div>
  );
}

function NameChip({
  of,
  at,
  name,
  onMove,
  onRemove,
}: {
  of: NameKind;
  at: string;
  name: string;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { say } = useWords();
  const { editor } = useStanding();
  const around = useAround(at);
  const title = useSoon(() => titleFor(of, name, around()).title);
  const known = useSoon(() => titleFor(of, name, around()).known);
  return (
    <li className="chip" data-known={known}>
      <button
        type="button"
        className="chip-name"
        title={`${name} · ${say(inspectorWords.moveHint)}`}
        onClick={() => {
          const thing = thingOf(of, name, around());
          if (thing !== null) editor.select([thing]);
        }}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
          event.preventDefault();
          onMove(event.key === "ArrowUp" ? -1 : 1);
        }}
      >
        {title}
      </button>
      <button
        type="button"
        className="chip-remove"
        aria-label={withName(say(inspectorWords.removeName), title)}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
