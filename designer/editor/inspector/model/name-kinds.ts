/** From which declarations a name is chosen. */
export type NameKind =
  | "role"
  | "event"
  | "rule"
  | "decision"
  | "fact"
  | "delay"
  | "clock"
  | "obligation"
  | "ballot"
  | "hold"
  | "class"
  | "message"
  | "notice"
  | "state"
  /** A state inside the container that a return names. */
  | "stage"
  /** A child of the state itself. */
  | "child"
  /** Fields and lists of the data, with or without `data.`. */
  | "field"
  | "list"
  | "dataList"
  | "dataField"
  /** Fields of the rows of the list that stands beside the name. */
  | "rowField"
  /** Fields that an event takes; `?` marks one that may be left out. */
  | "taken"
  /** Fields of what is sent with the event of a ballot, and the choices there. */
  | "payloadField"
  | "choice"
  | "procedure"
  | "register"
  | "factSource"
  /** Names of linked cases; `parent` where another case may have opened this one. */
  | "link"
  | "receiver"
  | "linkedEvent"
  | "connector"
  | "invocation"
  | "childState"
  | "childField"
  /** Events of people, clocks, ballots and obligations. */
  | "trigger"
  | "apart"
  /** Events of people, from any stage or from one. */
  | "sent"
  | "point"
  | "retention"
  | "tag";

/** By address: which names stand there. What is missing here is free text. */
const kinds: Readonly<Record<string, NameKind>> = {
  "roles.rows": "dataList",
  "roles.id": "rowField",
  "roles.acting": "rowField",
  "events.takes": "taken",
  "facts.of": "factSource",
  "obligations.each": "dataList",
  "obligations.key": "rowField",
  "obligations.in": "state",
  "ballots.electors.role": "role",
  "ballots.electors.rows": "dataList",
  "ballots.electors.key": "rowField",
  "ballots.electors.voters": "rowField",
  "ballots.cast": "event",
  "ballots.choice": "payloadField",
  "ballots.choices": "choice",
  "ballots.neutral": "choice",
  "ballots.pass.for": "choice",
  "ballots.recusal": "event",
  "ballots.close": "delay",
  "ballots.silence.deemed": "choice",
  "ballots.casting": "role",
  "returns.event": "event",
  "returns.in": "state",
  "returns.stages": "stage",
  "returns.clear": "field",
  "returns.clear.*": "stage",
  "takeBacks.event": "event",
  "takeBacks.of": "sent",
  "takeBacks.message": "message",
  "holds.by": "event",
  "holds.end": "event",
  "holds.in": "state",
  "holds.stops": "clock",
  "holds.allows": "trigger",
  "timeouts.in": "state",
  "timeouts.due": "delay",
  "timeouts.remind.message": "message",
  "timeouts.over.message": "message",
  "timeouts.over.pass": "event",
  "timeouts.over.reject": "event",
  "timeouts.over.end": "event",
  "approvers.in": "state",
  "approvers.event": "event",
  "approvers.of": "apart",
  "approvers.self.message": "message",
  "common.transfer.except": "event",
  "common.transfer.ballots": "ballot",
  "common.delegate.except": "event",
  "common.addSigners.except": "event",
  "common.addSigners.free": "event",
  "common.addSigners.ballots": "ballot",
  "common.proxy.except": "event",
  "common.supervise.procedure": "procedure",
  "common.archive.retention": "retention",
  "public.fields": "field",
  "public.states": "state",
  "measures.by": "dataField",
  "properties.before": "point",
  "properties.leadsTo": "point",
  "properties.within.from": "point",
  "properties.within.to": "point",
  "state.initial": "child",
  "machine.initial": "child",
  "state.tags": "tag",
  "machine.tags": "tag",
  "state.meta.task.form": "field",
  "machine.meta.task.form": "field",
  "action.assign.params.*": "field",
  "action.append.params.list": "list",
  "action.update.params.list": "list",
  "action.update.params.set.*": "rowField",
  "action.remove.params.list": "list",
  "action.enter.params.register": "register",
  "action.strike.params.register": "register",
  "action.notify.params.message": "message",
  "action.publish.params.notice": "notice",
  "action.openCase.params.procedure": "procedure",
  "action.openCase.params.link": "link",
  "action.send.params.to": "receiver",
  "action.send.params.event": "linkedEvent",
  "action.call.params.connector": "connector",
  "action.extend.params.clock": "clock",
  "action.restart.params.clock": "clock",
  "action.addElectors.params.ballot": "ballot",
  "action.removeElectors.params.ballot": "ballot",
  "invoke.ballot.id": "ballot",
  "invoke.procedure.id": "invocation",
  "invoke.call.id": "invocation",
  "invoke.procedure.input.procedure": "procedure",
  "invoke.procedure.input.answerAt": "childState",
  "invoke.procedure.input.gives": "childField",
  "invoke.call.input.connector": "connector",
};

export function namesAt(address: string): NameKind | null {
  return Object.hasOwn(kinds, address) ? kinds[address]! : null;
}
/** Every address that has names; for the test that none of them is gone from the format. */
export const namedAddresses: readonly string[] = Object.keys(kinds);

/** Names that are made up where they stand: what is chosen from is what is there already. */
export const freeKinds: ReadonlySet<NameKind> = new Set([
  "link",
  "connector",
  "invocation",
  "retention",
  "choice",
  "payloadField",
  "apart",
  "sent",
  "factSource",
]);
