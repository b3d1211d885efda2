import { useWords } from "../../../words/i18n.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import { Fold } from "../fields/Fold.tsx";
import { MemberField, ShapeControl } from "../fields/Member.tsx";
import { sectionsOf } from "../model/layouts.ts";
import { membersOf, shapeOf, type Root } from "../model/shapes.ts";

/** The form of a thing, made from the published schema in the order of its layout. */
export function ThingForm({ root, at, label }: { root: Root; at: string; label: string }) {
  const { say } = useWords();
  const shape = shapeOf(root);
  // One of several forms, or no record at all: a text, a list.
  if (shape.kind !== "record")
    return (
      <div className="fold-body">
        <ShapeControl shape={shape} at={at} address={root} label={label} required />
      </div>
    );
  return sectionsOf(root).map(({ id, title, members, closed }) =>
    members.length === 0 ? null : (
      <Fold key={id} id={`${root} ${id}`} title={say(title)} closed={closed}>
        {members.map((member) => (
          <MemberField key={member.key} member={member} at={at + pointer(member.key)} />
        ))}
      </Fold>
    ),
  );
}

/** Some members of a thing, for a form that is laid out by hand. */
export function Members({ root, at, keys }: { root: Root; at: string; keys: readonly string[] }) {
  const members = membersOf(root);
  return keys.map((key) => {
    const member = members.find((one) => one.key === key);
    return member === undefined ? null : <MemberField key={key} member={member} at={at + pointer(key)} />;
  });
}
