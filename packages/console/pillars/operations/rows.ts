/** Rows that several files of the pillar show, as the API answers them. */
import type { Answer } from "#console/data/client.ts";
import type { RowOf } from "#console/data/list.ts";

export type Stats = Answer<"admin.stats.get">;
export type Run = RowOf<"admin.workflow-runs.list">;
export type WorkflowRun = Answer<"admin.workflow-runs.get">;
