import type { ObligationView } from "../../engine/machine/types.ts";
import type { Light } from "../../engine/model/types.ts";
import { Lamp } from "../lights/Lamp.tsx";
import { useWords } from "../words/i18n.ts";
import { Due } from "../words/TimeLeft.tsx";

const lightOf: Record<ObligationView["status"], Light> = { pending: "green", soon: "yellow", over: "red" };

/** What has to be done until when, row by row. */
export function Obligations({ obligations }: { obligations: ObligationView[] }) {
  const { t, say } = useWords();
  return (
    <ul className="obligations">
      {obligations.map(({ obligation, title, key, due, status }) => (
        <li key={`${obligation} ${key} ${due}`}>
          <p>
            {due === null ? null : <Lamp light={lightOf[status]} />}
            <span>{say(title)}</span>
            <span className="tag">{key}</span>
          </p>
          <p>{due === null ? <span className="quiet">{t("time.none")}</span> : <Due at={due} />}</p>
        </li>
      ))}
    </ul>
  );
}
