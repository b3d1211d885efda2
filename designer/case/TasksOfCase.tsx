import type { TaskRecord } from "../api/types.ts";
import { Lamp } from "../lights/Lamp.tsx";
import { taskLight } from "../lights/lights.ts";
import { useNow } from "../app/session.tsx";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import type { ProcedureWords } from "../words/procedure.ts";
import { Due } from "../words/TimeLeft.tsx";

/** Who has to do what in a case now. */
export function TasksOfCase({ tasks, words }: { tasks: TaskRecord[]; words: ProcedureWords }) {
  const { t, language, say } = useWords();
  const names = useNames();
  const now = useNow();
  return (
    <ul className="case-tasks">
      {tasks.map((task) => {
        const light = taskLight(task.openedAt, task.due, now);
        const who = [...task.roles.map(words.role), ...task.ids.slice(0, 5).map(names)];
        const more = task.ids.length - 5;
        return (
          <li key={task.id}>
            <p>
              {light ? <Lamp light={light} /> : null} <span>{say(task.title)}</span>
            </p>
            <p className="quiet">
              {t("task.for", { who: who.join(language === "en" ? ", " : "、") })}
              {more > 0 ? t("task.andMore", { count: more }) : ""}
              {task.claimedBy ? ` · ${t("task.taken", { person: names(task.claimedBy) })}` : ""}
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
