import type { Instant } from "../../engine/model/types.ts";
import { useNow } from "../app/session.tsx";
import { dueInWords, momentInWords, shortDate, timeLeft, timeOfDay } from "./dates.ts";
import { useWords } from "./i18n.ts";

/** When something is due: the time left in words, the date beside it. */
export function Due({ at, provisional = false }: { at: Instant; provisional?: boolean }) {
  const { t, language } = useWords();
  const now = useNow();
  const { over, unit, count } = timeLeft(at, now);
  return (
    <span className={over ? "due is-over" : "due"}>
      <strong>{t(`time.${over ? "over" : "left"}.${unit}`, { count })}</strong>
      <time dateTime={at} title={momentInWords(at, language)}>
        {dueInWords(at, language, now)}
        {provisional ? ` ${t("time.provisional")}` : ""}
      </time>
    </span>
  );
}

/** When something happened. */
export function Moment({ at, short = false }: { at: Instant; short?: boolean }) {
  const { language } = useWords();
  const now = useNow();
  return (
    <time dateTime={at} title={momentInWords(at, language)}>
      {short ? `${shortDate(at, now, language)} ${timeOfDay(at)}` : momentInWords(at, language)}
    </time>
  );
}
