import "./due.css";
import type { Instant } from "../../engine/model/types.ts";
import { useNow } from "../app/session.tsx";
import { timeLeft } from "./dates.ts";
import { useWords } from "./i18n.ts";
import { useDates } from "./place.tsx";

/** When something is due: the time left in words, the date beside it. */
export function Due({ at, provisional = false }: { at: Instant; provisional?: boolean }) {
  const { t } = useWords();
  const dates = useDates();
  const now = useNow();
  const { over, unit, count } = timeLeft(at, now);
  return (
    <span className={over ? "due is-over" : "due"}>
      <strong>{t(`time.${over ? "over" : "left"}.${unit}`, { count })}</strong>
      <time dateTime={at} title={dates.moment(at)}>
        {dates.due(at, now)}
        {provisional ? ` ${t("time.provisional")}` : ""}
      </time>
    </span>
  );
}

/** When something happened. */
export function Moment({ at, short = false }: { at: Instant; short?: boolean }) {
  const dates = useDates();
  const now = useNow();
  return (
    <time dateTime={at} title={dates.moment(at)}>
      {short ? `${dates.shortDate(at, now)} ${dates.time(at)}` : dates.moment(at)}
    </time>
  );
}
