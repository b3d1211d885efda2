import { useState } from "react";
import { Button } from "antd";
import { PageHead } from "../app/PageHead.tsx";
import { Icon } from "../app/icons.tsx";
import { useSession } from "../app/session.tsx";
import { useWords } from "../words/i18n.ts";
import { Appointing } from "./Appointing.tsx";
import { ProxiesOf } from "./ProxiesOf.tsx";

/** Standing proxies (代理): who may act for the person who acts, and for whom they may, for how long and in what. */
export default function StandingPage() {
  const { t } = useWords();
  const { person } = useSession();
  const [appointing, setAppointing] = useState(false);
  return (
    <div className="page">
      <PageHead title={t("place.standing")} sub={t("standing.sub", { person: person.name ?? person.id })}>
        {appointing ? null : (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAppointing(true)}>
            {t("standing.appoint")}
          </Button>
        )}
      </PageHead>
      {appointing ? <Appointing close={() => setAppointing(false)} /> : null}
      <ProxiesOf person={person.id} />
    </div>
  );
}
