import "./stages.css";
import { useEffect, useRef } from "react";
import type { ChartTransition } from "../../engine/model/chart.ts";
import { Wide } from "../app/Wide.tsx";
import { Table } from "../list/Table.tsx";
import { useWords } from "../words/i18n.ts";
import type { Parts } from "./parts.tsx";

/** The statechart as a list: each stage, what can be done or happens in it, by whom, and where that leads. */
export function StageList({ detail, words, selected }: Parts & { selected: string | null }) {
  const { t } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (selected !== null)
      body.current
        ?.querySelector(`[data-state="${CSS.escape(selected)}"]`)
        ?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [selected]);
  const states = words.chart.states.filter((state) => state.type !== "history");
  const from = new Map<string, ChartTransition[]>();
  for (const transition of words.chart.transitions)
    if (!transition.forbidden)
      from.set(transition.source, [...(from.get(transition.source) ?? []), transition]);
  const shown = states.filter((state) => state.path !== "" || from.has(""));
  const cause = (transition: ChartTransition): string => {
    switch (transition.kind) {
      case "event":
        return words.event(transition.event ?? "");
      case "after":
        return t("stage.after", { delay: words.delay(transition.delay ?? "") });
      case "always":
        return t("stage.always");
      case "done":
        return t("stage.done");
      case "invoke-done":
        return t("stage.answered", { name: words.ballot(transition.invoke ?? "") });
      case "invoke-error":
        return t("stage.failed");
    }
  };
  const who = (transition: ChartTransition): string => {
    const by = transition.by ?? detail.procedure.events[transition.event ?? ""]?.by;
    return transition.kind === "event" && by ? words.roles(by) : t("stage.byItself");
  };
  return (
    <Wide label={t("procedure.stages")}>
      <Table
        name="stages"
        body={body}
        heads={[t("stage.stage"), t("stage.what"), t("stage.who"), t("stage.leads")]}
      >
        {shown.map((state) => {
          const ways = from.get(state.path) ?? [];
          const title = (
            <th
              scope="rowgroup"
              rowSpan={Math.max(1, ways.length)}
              style={{ paddingInlineStart: 12 + Math.max(0, state.depth - 1) * 16 }}
            >
              {state.path === "" ? t("stage.anytime") : words.state(state.path)}
              {state.type === "final" ? <span className="tag">{t("stage.final")}</span> : null}
              {state.path === "" ? null : <span className="quiet">{state.path}</span>}
            </th>
          );
          if (ways.length === 0)
            return (
              <tr
                key={state.path}
                data-state={state.path}
                className={selected === state.path ? "is-selected first" : "first"}
              >
                {title}
                <td colSpan={3} className="quiet">
                  {state.type === "final" ? t("stage.ends") : ""}
                </td>
              </tr>
            );
          return ways.map((way, place) => (
            <tr
              key={way.id}
              data-state={place === 0 ? state.path : undefined}
              className={`${selected === state.path ? "is-selected" : ""}${place === 0 ? " first" : ""}`}
            >
              {place === 0 ? title : null}
              <td>
                {cause(way)}
                {words.guard(way) === "" ? null : (
                  <span className="quiet">{t("stage.if", { guard: words.guard(way) })}</span>
                )}
              </td>
              <td>{who(way)}</td>
              <td>
                {way.targets.length === 0 ? (
                  <span className="quiet">{t("stage.stays")}</span>
                ) : (
                  way.targets.map((target) => words.state(target)).join(" + ")
                )}
              </td>
            </tr>
          ));
        })}
      </Table>
    </Wide>
  );
}
