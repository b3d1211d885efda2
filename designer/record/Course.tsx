import type { Procedure } from "../../engine/model/types.ts";
import type { JournalEntry } from "../api/types.ts";
import { Effects, Notes, What } from "../case/entry.tsx";
import { moved, titleOfEntry } from "../case/entry-words.ts";
import { useWords } from "../words/i18n.ts";
import { useNames } from "../words/people.ts";
import { useDates } from "../words/place.tsx";
import type { ProcedureWords } from "../words/procedure.ts";

/** What has happened, in its order: who did what and when, where the case went, and what was said. */
export function Course({
  entries,
  words,
  procedure,
}: {
  entries: JournalEntry[];
  words: ProcedureWords;
  procedure: Procedure;
}) {
  const { t } = useWords();
  const dates = useDates();
  const names = useNames();
  return (
    <table className="record-table is-course">
      <thead>
        <tr>
          <th scope="col">{t("record.seq")}</th>
          <th scope="col">{t("record.when")}</th>
          <th scope="col">{t("record.who")}</th>
          <th scope="col">{t("record.what")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, place) => {
          const { from, to } = moved(entries[place - 1]?.value, entry.value, words);
          return (
            <tr key={entry.seq}>
              <td className="figure">{entry.seq}</td>
              <td className="record-when">{dates.moment(entry.at)}</td>
              <td>{names(entry.by.id)}</td>
              <td>
                <strong>{titleOfEntry(entry, words, t)}</strong>
                {from !== "" || to !== "" ? (
                  <span className="record-move">{[from, to].filter((one) => one !== "").join(" → ")}</span>
                ) : null}
                <What entry={entry} procedure={procedure} words={words} />
                <Notes entry={entry} words={words} />
                <Effects entry={entry} words={words} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
