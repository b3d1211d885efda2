import { memo, useContext } from "react";
import { useWords } from "../../../words/i18n.ts";
import { labelOf } from "../model/labels.ts";
import type { Member, Shape } from "../model/shapes.ts";
import { useSet, useValue } from "../useFields.ts";
import { ControlsContext, type ControlProps } from "./control.ts";
import { Labelled } from "./Labelled.tsx";

/** Kinds that need the whole width, under their label. */
const wide: ReadonlySet<Shape["kind"]> = new Set([
  "logic",
  "template",
  "record",
  "map",
  "list",
  "variants",
  "schema",
  "actions",
  "guard",
  "json",
]);
/** Kinds whose parts tell their own problems. */
const composed: ReadonlySet<Shape["kind"]> = new Set([
  "record",
  "map",
  "list",
  "variants",
  "schema",
  "actions",
  "guard",
]);

/** One member of the format: its label, its hint and its control, drawn anew only when its own value changes. */
export const MemberField = memo(function MemberField({ member, at }: { member: Member; at: string }) {
  const { say } = useWords();
  const label = say(labelOf(member.address));
  const { kind } = member.shape;
  if (kind === "mark" && member.required) return null;
  return (
    <Labelled
      label={label}
      {...(member.hint === undefined ? {} : { hint: member.hint })}
      at={at}
      wide={wide.has(kind)}
      deep={!composed.has(kind)}
    >
      <ShapeControl
        shape={member.shape}
        at={at}
        address={member.address}
        label={label}
        required={member.required}
      />
    </Labelled>
  );
});

/** The control of a shape, over what stands at a place. */
export function ShapeControl({ shape, at, ...rest }: Omit<ControlProps, "value" | "set">) {
  const controls = useContext(ControlsContext);
  const value = useValue(at);
  const set = useSet();
  if (controls === null) throw new Error("Outside the inspector");
  const Control = controls[shape.kind] as React.ComponentType<ControlProps>;
  return (
    <Control shape={shape} at={at} value={value} set={(now, gesture) => set(at, now, gesture)} {...rest} />
  );
}
