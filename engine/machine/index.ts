export type * from "./types.ts";
export { actNamed, actStanding, actTitles, urging } from "./acts/index.ts";
export { isReserved } from "./admission.ts";
export { compileMachine } from "./compile.ts";
export { isStanding, statusOf } from "./obligations.ts";
export { hasOpenAppeals } from "./shown-lights.ts";
export { openingEvent } from "./opening.ts";
export { actingIn, anyone, planRoles, positionOf, system, type Acting, type RolePlan } from "./roles.ts";
