import type { Zone } from "../../../engine/time/index.ts";
import { createZone } from "../../../engine/time/index.ts";

/** Shanghai, with one holiday and one worked weekend in 2026. */
export const shanghai: Zone = createZone("Asia/Shanghai", {
  id: "test",
  title: { en: "Test", "zh-CN": "测试" },
  years: {
    "2026": { source: "test", holidays: ["2026-10-01/2026-10-07"], workingWeekends: ["2026-10-10"] },
  },
});
