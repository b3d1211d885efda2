import type { TaskRecord } from "../api/types.ts";
import { Lamp } from "../lights/Lamp.tsx";
import { taskLight } from "../lights/lights.ts";
import { useNow } from "../app/session.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { Due } from "../words/TimeLeft.tsx";

/** Who has to do what in a case now. What several people are asked for alike is told once. */
export function TasksOfCase({ tasks, words }: { tasks: TaskRecord[]; words: ProcedureWords }) {
  const { t, language } = useWords();
  const names = useNames();
  const now = useNow();
  const groups = new Map<string, TaskRecord[]>();
  for (const task of tasks) {
    const alike = [task.title.en, task.title["zh-CN"], task.due, task.openedAt].join("|");
    groups.set(alike, [...(groups.get(alike) ?? []), task]);
  }
  return (
    <ul className="case-tasks">
      {[...groups.entries()].map(([alike, group]) => {
        const task = group[0]!;
        const light = taskLight(task.openedAt, task.due, now);
        const who = [
          ...new Set(group.flatMap((one) => [...one.roles.map(words.role), ...one.ids.map(names)])),
        ];
        const more = who.length - 4;
        const claimed = [
          ...new Set(group.flatMap((one) => (one.claimedBy === null ? [] : [names(one.claimedBy)]))),
        ];
        return (
          <li key={alike}>
            <p>
              {light ? <Lamp light={light} /> : null} <span>{task.title[language]}</span>
              {group.length > 1 ? (
                <span className="tag">{t("task.times", { count: group.length })}</span>
              ) : null}
            </p>
            <p className="quiet">
              {t("task.for", {
                who:
                  who.slice(0, 4).join(language === "en" ? ", " : "、") +
                  (more > 0 ? t("task.andMore", { count: more }) : ""),
              })}
              {claimed.length > 0
                ? ` · ${t("task.taken", { person: claimed.join(language === "en" ? ", " : "、") })}`
                : ""}
            </p>
            {task.due ? (
              <p>
                <Due at={task.due} />
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
