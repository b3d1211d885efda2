import { createHash } from "node:crypto";
import { timeUnits } from "../../../engine/model/types.ts";
import { china } from "./zones.ts";

/**
 * What `host-time-zone.test.ts` runs once in each host time zone: the golden vectors, and a digest of every unit over every
 * day of two years. Prints one line of JSON.
 */
const golden = {
  "accepted 2026-02-10, 20 working days": china.due("2026-02-10", 20, "workingDays").at,
  "and 10 more": china.add("2026-03-16", 10, "workingDays"),
  "received 2026-09-30, 5 working days": china.due("2026-09-30T01:30:00.000Z", 5, "workingDays").at,
  "last day 2026-10-03 moves": china.due("2026-09-23", 10, "days", { roll: true }).at,
  "2026-01-05 is a working day": china.isWorkingDay("2026-01-05"),
  "2026-02-15 01:00 in Beijing is none": china.isWorkingDay(china.dateOf("2026-02-14T17:00:00.000Z")),
  "a year ends": china.dateOf("2026-12-31T15:59:59.999Z"),
  "a year begins": china.dateOf("2026-12-31T16:00:00.000Z"),
};

const digest = createHash("sha256");
for (let date = "2025-01-01"; date < "2027-01-01"; date = china.add(date, 1, "days")) {
  for (const unit of timeUnits)
    for (const roll of [false, true])
      for (const from of [date, `${date}T02:00:00.000Z`, china.startOf(date)])
        digest.update(JSON.stringify(china.due(from, 7, unit, { roll })));
  digest.update(
    china.endOf(date) + china.next(date, "03-01") + String(china.diff("2025-06-30", date, "months")),
  );
}

console.log(
  JSON.stringify({ golden, digest: digest.digest("hex"), host: new Date(2026, 0, 5).toISOString() }),
);
