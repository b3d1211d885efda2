import { PageHead, Section } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { useWords } from "../words/i18n.ts";
import { HandingOver } from "./HandingOver.tsx";
import { PastHandOvers } from "./PastHandOvers.tsx";

/** When somebody leaves (离职转办): all that is with them goes to another, seen before it is done; and what was handed over before. */
export default function LeavingPage() {
  const { t } = useWords();
  const { person } = useSession();
  const may = person.roles.includes("administrator");
  return (
    <div className="page">
      <PageHead title={t("place.leaving")} sub={t("leaving.sub")} />
      {may ? (
        <>
          <HandingOver />
          <Section title={t("leaving.past")}>
            <PastHandOvers />
          </Section>
        </>
      ) : (
        <Nothing title={t("leaving.notYours")} hint={t("leaving.notYoursHint")} />
      )}
    </div>
  );
}
