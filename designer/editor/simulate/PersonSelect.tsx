import { Select } from "antd";
import { useWords } from "../../words/i18n.ts";
import { useEditing } from "../context.tsx";
import { simulateWords as words } from "./words.ts";

/** One of the people of the pack's directory, by name, with their roles. */
export function PersonSelect({ value, onChange }: { value: string | null; onChange(id: string): void }) {
  const { around, editor } = useEditing();
  const { say } = useWords();
  const own = editor.state().document.definition.roles ?? {};
  const roleWords = (roles: string[]): string =>
    roles.map((role) => say((own[role] ?? around.roles[role])?.title, role)).join("、");
  return (
    <Select<string>
      aria-label={say(words.as)}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={value}
      onChange={onChange}
      options={Object.entries(around.directory).map(([id, person]) => ({
        value: id,
        label: `${person.name ?? id} · ${roleWords(person.roles)}`,
      }))}
    />
  );
}
