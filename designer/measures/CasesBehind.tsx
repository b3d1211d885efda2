import { Drawer } from "antd";
import { useQuery } from "@tanstack/react-query";
import { casesOfQuery } from "../api/queries.ts";
import type { MeasureReport } from "../api/types.ts";
import { Nothing } from "../app/states.tsx";
import { CaseTable } from "../cases/CaseTable.tsx";
import { List } from "../list/List.tsx";
import { whole } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";
import type { Told } from "./figures.ts";
import type { MeasureWords } from "./useMeasureWords.ts";

/** The cases that a figure counts, beside the page that tells it. */
export function CasesBehind({
  found,
  words,
  close,
}: {
  found: { report: MeasureReport; told: Told } | null;
  words: MeasureWords;
  close: () => void;
}) {
  const { t, say } = useWords();
  const title =
    found === null ? t("measures.noSuch") : t("measures.behind", { title: say(found.report.title) });
  return (
    <Drawer open onClose={close} title={title} size={760} className="behind">
      {found === null ? (
        <Nothing title={t("measures.noSuch")} />
      ) : (
        <>
          <p className="behind-figure">
            <strong>{words.figure(found.report, found.told.figure.value)}</strong>
            <span className="quiet">
              {[words.place(found.report, found.told), words.basis(found.report, found.told.figure)]
                .filter((part) => part !== "")
                .join(" · ")}
            </span>
          </p>
          <Cases told={found.told} />
        </>
      )}
    </Drawer>
  );
}

function Cases({ told: { figure } }: { told: Told }) {
  const { t } = useWords();
  const cases = whole(useQuery(casesOfQuery(figure.cases)));
  const gone = cases.isSuccess ? figure.cases.length - cases.items.length : 0;
  return (
    <>
      <List of={cases} empty={<Nothing title={t("measures.behindNone")} />}>
        {(items) => <CaseTable cases={items} brief />}
      </List>
      {cases.isSuccess && figure.more ? (
        <p className="much">{t("measures.behindMore", { count: figure.cases.length })}</p>
      ) : null}
      {gone > 0 ? <p className="quiet">{t("measures.behindGone", { count: gone })}</p> : null}
    </>
  );
}
