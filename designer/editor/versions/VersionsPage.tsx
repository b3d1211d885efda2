import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { proceduresQuery } from "../../api/queries.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { useSession } from "../../app/session.tsx";
import { Nothing } from "../../app/states.tsx";
import { useWords } from "../../words/i18n.ts";
import { mayEdit } from "../drafts/may-edit.ts";
import { useBegin } from "../drafts/useBegin.ts";
import { VersionsPanel } from "./VersionsPanel.tsx";

/** The versions of one procedure. */
export default function VersionsPage({ procedure }: { procedure: string }) {
  const { t, say } = useWords();
  const { person } = useSession();
  const begin = useBegin();
  const { data } = useQuery(proceduresQuery());
  const live = data?.items.find((one) => one.procedure === procedure);
  const title = say(live?.title, procedure);
  const above = [{ href: "/designer", title: t("place.designer") }];
  if (!mayEdit(person))
    return (
      <div className="page">
        <PageHead title={title} above={above} />
        <Nothing title={t("drafts.notYours")} hint={t("drafts.notYoursHint")} />
      </div>
    );
  return (
    <div className="page">
      <PageHead title={t("drafts.versionsOf", { title })} above={above}>
        {live === undefined ? null : (
          <Button
            type="primary"
            loading={begin.isPending}
            onClick={() => begin.mutate({ procedure, from: { live: true } })}
          >
            {t("drafts.edit")}
          </Button>
        )}
      </PageHead>
      <VersionsPanel procedure={procedure} {...(live === undefined ? {} : { timeZone: live.timeZone })} />
    </div>
  );
}
