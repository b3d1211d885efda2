import type { ClockView } from "../../engine/machine/types.ts";
import type { CaseView } from "../api/types.ts";
import { Lamp } from "../lights/Lamp.tsx";
import { useWords } from "../words/i18n.ts";
import { useDates } from "../words/place.tsx";
import { AboutLight } from "./AboutLight.tsx";
import { AppealWords } from "./AppealWords.tsx";

type Shown = NonNullable<ClockView["shown"]>[number];

/** What a clock has shown: each yellow and red light with its appeal, its decision, and what this person may do about it. */
export function ShownLights({ clock, view }: { clock: ClockView; view: CaseView }) {
  const { t } = useWords();
  const dates = useDates();
  const shown = (clock.shown ?? []).filter(({ light }) => light === "yellow" || light === "red");
  if (shown.length === 0) return null;
  return (
    <ul className="shown-lights" aria-label={t("light.shown")}>
      {shown.map((one, place) => (
        // A light may be shown twice at one instant, when its clock is started anew.
        <li key={`${one.light} ${one.at} ${place}`}>
          <p>
            <Lamp light={one.light} named aside={one.appeal?.decision?.setAside === true} />{" "}
            <time className="quiet" dateTime={one.at}>
              {dates.moment(one.at)}
            </time>
          </p>
          <AppealWords appeal={one.appeal} />
          <About clock={clock} one={one} view={view} />
        </li>
      ))}
    </ul>
  );
}

/** Appealing against a light, or deciding the appeal: as a button, or why not. */
function About({ clock, one, view }: { clock: ClockView; one: Shown; view: CaseView }) {
  const { say } = useWords();
  const name = one.appeal === undefined ? "appeal" : "decideAppeal";
  const act = view.acts.find((offer) => offer.act === name);
  const offer = act?.lights?.find(
    ({ clock: of, light, at }) => of === clock.clock && light === one.light && at === one.at,
  );
  if (act === undefined || offer === undefined) return null;
  if (offer.allowed) return <AboutLight act={act} offer={offer} view={view} />;
  return (
    <div className="may-not">
      <button type="button" className="refused" aria-disabled title={say(offer.refusal?.message)}>
        {say(act.title)}
      </button>
      <p>{say(offer.refusal?.message)}</p>
    </div>
  );
}
