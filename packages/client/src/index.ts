/** A typed client of the LifeOS API. */
export type { components, operations, paths } from "../../contract/schema.d.ts";
export { type Entity, entities } from "./entities.ts";
export { createLife, type Life, type LifeOptions } from "./life.ts";
export type { Answer, Download, Operation, Streaming } from "./operation.ts";
export { everyRow } from "./pages.ts";
export { type Problem, ProblemError, unwrap } from "./problems.ts";
export { type RetryOptions, retrying } from "./retrying.ts";
