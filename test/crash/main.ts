import process from "node:process";
import { faultPoints } from "../../engine/store/index.ts";
import { crashes } from "./run.ts";

/** `npm run crash -- 1000`: the crash suite for as many kills as are asked for. */
const kills = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? 1);
const report = await crashes(kills, faultPoints, {
  seed,
  progress: (done) => void (done % 50 === 0 && console.error(`${done} of ${kills}`)),
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 && report.kills === kills ? 0 : 1;
