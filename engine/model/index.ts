export * from "./types.ts";
export { canonical, compact, packDigest, sha256, type JsonLike } from "./canonical.ts";
export { readChart } from "./chart.ts";
export {
  type Chart,
  type ChartFault,
  type ChartState,
  type ChartTransition,
  type Holding,
  type Approving,
  type Lapsing,
  type Returning,
  type StateType,
  type TakingBack,
  type TransitionKind,
} from "./chart-types.ts";
export {
  choicesOfList,
  chosenIn,
  declaredChoices,
  wholeList,
  withChoices,
  withCode,
  type Chosen,
} from "./choices.ts";
export { procedureChart } from "./procedure-chart.ts";
export { appealOf } from "./appeals.ts";
export { approverEvent } from "./approvers.ts";
export { policyOf, procedureDelays } from "./timeouts.ts";
export { payloadAt, stagePath, stagesOf } from "./returns.ts";
export { regionOf } from "./take-backs.ts";
export { canBeActiveTogether, initialStates, isWithin } from "./chart-relations.ts";
export { defaults } from "./defaults.ts";
export { formats, hasFormat } from "./formats.ts";
export { giverOf, type Giver } from "./giving.ts";
export { cellText, isChosenElsewhere, meetsGoal, shownFigure, valueTitle } from "./figures.ts";
export {
  argumentKind,
  cellOperators,
  operators,
  shareComparisons,
  type ArgumentKind,
  type CellOperator,
  type OperatorDefinition,
  type ShareComparison,
} from "./operators.ts";
export { administratorRole } from "./names/vocabulary.ts";
export { packFileLimits, parsePack, type ParsedPack } from "./parse.ts";
export { pointer, segments } from "./pointer.ts";
export { namesUsedElsewhere, type OuterUse } from "./names/elsewhere.ts";
export { namesUsed } from "./names/uses.ts";
export type { NameKind, Use } from "./names/report.ts";
export { problem, type ProblemCode } from "./problems.ts";
export { definitionSchemas, type SchemaFile } from "./published.ts";
export { refusal, refusalWords, type RefusalWords } from "./refusals.ts";
export { forbiddenKeys, isSafeText, unsafeJson } from "./safety.ts";
export { alternatives, schemaAt } from "./schema-places.ts";
export { closeSchema, dataSchema, formSchema, openingSchema, payloadSchema, takenField } from "./schema.ts";
export { caseSubject } from "./subject.ts";
export { ajvValidator } from "./validator.ts";
export { fill, type WordValue } from "./words.ts";
