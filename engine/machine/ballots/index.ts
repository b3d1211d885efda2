/**
 * Ballots (semantics E): joint, any-one and sequential signing, proportional voting, a council's vote, a round of opinions.
 * Pure functions over the JSON of {@link BallotState}: none changes what it is given. The order of calls for an event:
 * `mayCast` → `castVote` → (a transition on the same event) → `decide`; after `openBallot`, `recuse`, `addElectors`,
 * `removeElectors` and at the close likewise `decide`. `decide` gives a state with `status: "ended"` and its `output`.
 */
export type { BallotFault, BallotTerms } from "./open.ts";
export { listed, maxElectors, openBallot } from "./open.ts";
export type { Admission, Seat, SeatRefusal } from "./seats.ts";
export { mayCast, mayRecuse, whoMayCast } from "./seats.ts";
export { addElectors, castVote, recuse, removeElectors } from "./votes.ts";
export type { Moment } from "./decide.ts";
export { decide } from "./decide.ts";
export { ballotCount, ballotView } from "./view.ts";
export { parseShare } from "./share.ts";
