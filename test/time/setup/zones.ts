import { readFileSync } from "node:fs";
import type { CalendarDefinition } from "../../../engine/model/types.ts";
import { createZone } from "../../../engine/time/index.ts";

export const calendarOfChina = JSON.parse(
  readFileSync(new URL("../../../definitions/nanhu/calendars/cn.json", import.meta.url), "utf8"),
) as CalendarDefinition;

/** The place of the Nanhu pack. */
export const china = createZone("Asia/Shanghai", calendarOfChina);

/** Monday to Friday, every year provisional. */
export const noCalendar: CalendarDefinition = { id: "none", title: { en: "None", "zh-CN": "无" }, years: {} };
