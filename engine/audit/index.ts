export { hashOf, noHash, seal } from "./chain.ts";
export { verify, verifyCase } from "./verify.ts";
