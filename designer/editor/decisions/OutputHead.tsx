import { useState } from "react";
import { Dropdown } from "antd";
import type { DecisionTable, Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { outputText, readOutputText } from "./cell-text.ts";
import { outputOf, withOutputAs, withoutOutput } from "./table-edits.ts";
import { tableWords } from "./words.ts";

/** The head of an output: its name and, where the hit policy ranks, the order of its values. */
export function OutputHead({
  table,
  at,
  change,
}: {
  table: DecisionTable;
  at: number;
  change: (table: DecisionTable, gesture?: string) => void;
}) {
  const { say, language } = useWords();
  const { name, priorities } = outputOf(table, at);
  const [typed, setTyped] = useState<string | null>(null);
  const ranks = table.hit === "priority" || table.hit === "outputOrder";
  return (
    <span className="decision-output">
      <span>
        <input
          className="rule-input"
          aria-label={say(tableWords.outputName)}
          value={name}
          size={Math.max(6, name.length)}
          onChange={(event) =>
            change(withOutputAs(table, at, event.target.value, priorities), `output ${at}`)
          }
        />
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              {
                key: "remove",
                label: say(tableWords.remove),
                danger: true,
                disabled: table.outputs.length === 1,
              },
            ],
            onClick: () => change(withoutOutput(table, at)),
          }}
        >
          <button
            type="button"
            className="rule-fold"
            aria-label={say(tableWords.moreColumn).replace("{column}", name)}
          >
            ▾
          </button>
        </Dropdown>
      </span>
      {ranks ? (
        <input
          className="rule-input"
          aria-label={`${name}: ${say(tableWords.priorities)}`}
          title={say(tableWords.priorities)}
          placeholder={say(tableWords.priorities)}
          value={typed ?? priorities.map((value) => outputText(value, language)).join(" > ")}
          onChange={(event) => {
            setTyped(event.target.value);
            const values = event.target.value.split(">").filter((one) => one.trim() !== "");
            const read = values.map((one) => readOutputText(one));
            if (read.every(({ ok }) => ok))
              change(
                withOutputAs(
                  table,
                  at,
                  name,
                  read.map((one): Json => (one.ok ? one.value : null)),
                ),
                `priorities ${at}`,
              );
          }}
          onBlur={() => setTyped(null)}
        />
      ) : null}
    </span>
  );
}
