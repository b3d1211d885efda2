import { useQuery } from "@tanstack/react-query";
import { casesQuery, proceduresQuery } from "../api/queries.ts";
import { Section } from "../app/PageHead.tsx";
import { useSession } from "../app/session.tsx";
import { Nothing } from "../app/states.tsx";
import { CaseTable } from "../cases/CaseTable.tsx";
import { List } from "../list/List.tsx";
import { usePages } from "../list/useList.ts";
import { useWords } from "../words/i18n.ts";

/** Cases that the person who acts has opened. */
export function Started() {
  const { t } = useWords();
  const { person } = useSession();
  return (
    <Cases filter={{ openedBy: person.id }} empty={t("desk.startedEmpty")} hint={t("desk.startedHint")} />
  );
}

/** Running cases that supervise others (督办), as far as the person who acts may see them. */
export function Supervised() {
  const { t, say } = useWords();
  const procedures = useQuery(proceduresQuery());
  const supervising = (procedures.data?.items ?? []).filter((one) => one.supervises === true);
  return supervising.map(({ procedure, title }) => (
    <Section key={procedure} title={say(title)}>
      <Cases filter={{ procedure, status: "active" }} empty={t("desk.supervisedEmpty")} hint="" />
    </Section>
  ));
}

function Cases({
  filter,
  empty,
  hint,
}: {
  filter: Parameters<typeof casesQuery>[0];
  empty: string;
  hint: string;
}) {
  return (
    <List of={usePages(casesQuery(filter))} empty={<Nothing title={empty} hint={hint} />}>
      {(items) => <CaseTable cases={items} />}
    </List>
  );
}
