export { difference } from "./difference.ts";
export { statePairs } from "./pairing.ts";
export { differenceMarks, type DifferenceMarks, type Mark } from "./marks.ts";
export { type Around, type Change, type ChangeKind } from "./types.ts";
