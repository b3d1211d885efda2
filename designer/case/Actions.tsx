import { useState } from "react";
import { Button } from "antd";
import type { Offer } from "../../engine/machine/types.ts";
import type { Principal, Procedure } from "../../engine/model/types.ts";
import type { CaseView, TaskRecord } from "../api/types.ts";
import { useSession } from "../app/session.tsx";
import { useStandingIn } from "../app/StandingIn.tsx";
import { useWords } from "../words/i18n.ts";
import { AboutLight } from "./AboutLight.tsx";
import { Doing } from "./Doing.tsx";
import { WhyNot } from "./WhyNot.tsx";

/** What can be done in a case now: what one may do as buttons with their forms, what one may not with the reason. */
export function Actions({ view, procedure }: { view: CaseView; procedure: Procedure }) {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const { person } = useSession();
  const standingIn = useStandingIn();
  const allowed = view.offers.filter((offer) => offer.allowed);
  // What the case waits for stands out; what one may do besides, such as withdrawing it, does not.
  const asked = view.tasks.filter((task) => isAskedOf(task, person, standingIn));
  const first = allowed.find(({ event }) => asked.some(({ events }) => events.includes(event)));
  // A form stays open, with what was entered, for as long as it can be sent, whatever else happens in the case meanwhile.
  if (open !== null && !allowed.some(({ event }) => event === open)) setOpen(null);
  // What only other cases or the course of time send is nothing that a person could do.
  const refused = view.offers.filter(
    (offer) => !offer.allowed && procedure.events[offer.event]?.by.length !== 0,
  );
  // An appeal that this person is to decide is something to do; appealing stands with the light.
  const deciding = view.acts.find(({ act }) => act === "decideAppeal");
  const appeals = (deciding?.lights ?? []).filter((light) => light.allowed);
  const few = refused.slice(0, 6);
  const rest = refused.slice(6);
  return (
    <div className="actions">
      {allowed.length + appeals.length === 0 ? (
        <p className="quiet">
          {t(
            {
              active: view.hold ? "action.held" : "action.nothing",
              suspended: "action.suspended",
              done: "action.closed",
              withdrawn: "action.withdrawn",
            }[view.case.status],
          )}
        </p>
      ) : null}
      <ul className="may">
        {allowed.map((offer) => (
          <li key={offer.event}>
            <MayDo
              offer={offer}
              view={view}
              procedure={procedure}
              primary={offer === first && open === null}
              open={open === offer.event}
              setOpen={(wanted) => setOpen(wanted ? offer.event : null)}
            />
          </li>
        ))}
        {appeals.map((offer) => (
          <li key={`${offer.clock} ${offer.light} ${offer.at}`}>
            <AboutLight act={deciding!} offer={offer} view={view} whole />
          </li>
        ))}
      </ul>
      {refused.length > 0 ? (
        <>
          <h3>{t("action.notNow")}</h3>
          <ul className="may-not">
            {few.map((offer) => (
              <MayNot key={offer.event} offer={offer} caseId={view.case.id} />
            ))}
          </ul>
          {rest.length > 0 ? (
            <details>
              <summary>{t("action.rest", { count: rest.length })}</summary>
              <ul className="may-not">
                {rest.map((offer) => (
                  <MayNot key={offer.event} offer={offer} caseId={view.case.id} />
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** Whether a task is for somebody, or for whom they stand in. */
function isAskedOf(
  { roles, ids, holder }: TaskRecord,
  { id, roles: own }: Principal,
  standingIn: string | undefined,
): boolean {
  const who = standingIn ?? id;
  if (holder !== undefined) return holder === who;
  return ids.includes(who) || (standingIn === undefined && roles.some((role) => own.includes(role)));
}

function MayDo({
  offer,
  view,
  procedure,
  primary,
  open,
  setOpen,
}: {
  offer: Offer;
  view: CaseView;
  procedure: Procedure;
  primary: boolean;
  open: boolean;
  setOpen(open: boolean): void;
}) {
  const { say } = useWords();
  if (open) return <Doing offer={offer} view={view} procedure={procedure} close={() => setOpen(false)} />;
  return (
    <Button type={primary ? "primary" : "default"} block aria-expanded={false} onClick={() => setOpen(true)}>
      {say(offer.title)}
    </Button>
  );
}

function MayNot({ offer, caseId }: { offer: Offer; caseId: string }) {
  const { t, say } = useWords();
  const [asked, setAsked] = useState(false);
  const reason = say(offer.refusal?.message, t("action.refused"));
  const id = `why-${offer.event}`;
  const conditional = offer.refusal?.code === "guard-refused" || offer.refusal?.code === "not-permitted";
  return (
    <li>
      <button type="button" className="refused" aria-disabled aria-describedby={id} title={reason}>
        {say(offer.title)}
      </button>
      <p id={id}>
        {reason}
        {conditional && !asked ? (
          <button type="button" className="link" onClick={() => setAsked(true)}>
            {t("action.why")}
          </button>
        ) : null}
      </p>
      {asked ? <WhyNot caseId={caseId} event={offer.event} /> : null}
    </li>
  );
}
