import type { ReactNode } from "react";
import { Dropdown } from "antd";
import { useWords } from "../../words/i18n.ts";
import { fieldsOf } from "../rules/building.tsx";
import { OutputHead } from "./OutputHead.tsx";
import type { TableView } from "./table-view.ts";
import { withoutInput } from "./table-edits.ts";
import { tableWords } from "./words.ts";

/** The heads of a table: what is looked at, each with a way to change it, and what comes of it. */
export function GridHead({
  view: { table, change, scope },
  picking,
  onPick,
  picker,
}: {
  view: TableView;
  /** The input for which another path is being chosen. */
  picking: number | null;
  onPick: (column: number) => void;
  picker: (onChoose: (path: string) => void) => ReactNode;
}) {
  const { say, language } = useWords();
  const fields = fieldsOf(scope);
  const inputs = table.inputs.length;
  return (
    <thead>
      <tr>
        <th scope="col" aria-label="#" />
        {table.inputs.map((path, column) => {
          const title = fields.get(`var ${path}`)?.title[language] ?? path;
          return (
            <th key={path} scope="col" data-side="when" title={path}>
              {picking === column ? (
                picker((chosen) => change({ ...table, inputs: table.inputs.with(column, chosen) }))
              ) : (
                <Dropdown
                  trigger={["click"]}
                  menu={{
                    items: [
                      { key: "change", label: say(tableWords.changeInput) },
                      {
                        key: "remove",
                        label: say(tableWords.remove),
                        danger: true,
                        disabled: inputs === 1,
                      },
                    ],
                    onClick: ({ key }) =>
                      key === "change" ? onPick(column) : change(withoutInput(table, column)),
                  }}
                >
                  <button
                    type="button"
                    className="decision-head"
                    aria-label={say(tableWords.moreColumn).replace("{column}", title)}
                  >
                    {title} ▾
                  </button>
                </Dropdown>
              )}
            </th>
          );
        })}
        {table.outputs.map((_, at) => (
          // Outputs are told apart by their place; their names are what is edited.
          // oxlint-disable-next-line react/no-array-index-key
          <th key={at} scope="col" data-side="then">
            <OutputHead table={table} at={at} change={change} />
          </th>
        ))}
        <th aria-hidden />
      </tr>
    </thead>
  );
}
