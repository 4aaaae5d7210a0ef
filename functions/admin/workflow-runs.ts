/** Runs of workflows, wherever they run. */
import * as RunList from "#core/admin/workflow-run-list";
import * as WorkflowRuns from "#core/admin/workflow-runs";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";

export const list = endpoint("GET /v1/admin/workflow-runs", {
  summary: "List workflow runs",
  description:
    "Runs that have claimed their event, the latest first. After 30 days they are forgotten. How a run goes is told by the Inngest server alone, which is asked of each; what it does not tell is null, with the reason. With `status`, so many runs are looked at for a page that it may have few rows, or none, and still a cursor.",
  access: "admin",
  query: RunList.Query,
  returns: RunList.WorkflowRuns,
  problems: [InvalidInput, Forbidden, NotConfigured, Unavailable],
  handler: (ctx) => RunList.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/admin/workflow-runs/{run}", {
  summary: "Get a workflow run",
  description:
    "What the Inngest server says of it. The event and the results of steps belong to people and are shown with `include=data` only, which is recorded in the audit log. Steps and what is due are null where the server does not tell of them, and so is the status of a run that it has forgotten.",
  access: "admin",
  query: WorkflowRuns.GetQuery,
  returns: WorkflowRuns.WorkflowRun,
  problems: [InvalidInput, NotFound, Forbidden, NotConfigured, Unavailable],
  handler: (ctx) => WorkflowRuns.get(ctx, ctx.params.run, ctx.query),
});

export const cancel = endpoint("POST /v1/admin/workflow-runs/{run}/cancel", {
  summary: "Cancel a workflow run",
  description:
    "What its steps have changed stays. Asked again it does nothing; a run that ended otherwise is a conflict. A server that is busy may take a while: a run that is still said to be running was asked to end.",
  access: "admin",
  returns: WorkflowRuns.WorkflowRun,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  handler: (ctx) => WorkflowRuns.cancel(ctx, ctx.params.run),
});

export const replay = endpoint("POST /v1/admin/workflow-runs/{run}/replay", {
  summary: "Replay a workflow run",
  description:
    "Starts a new run with the same event. Steps that changed the database are not done again: the new run gets their rows. Calls to third parties are made again, at least once, with the same keys. The answer is the new run's id. A server that has forgotten the run is sent the event again under a new id, and the answer is null.",
  access: "admin",
  status: 202,
  returns: WorkflowRuns.Replay,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  handler: (ctx) => WorkflowRuns.replay(ctx, ctx.params.run),
});

export const rerun = endpoint("POST /v1/admin/workflow-runs/{run}/rerun", {
  summary: "Repeat a workflow run from a step on",
  description:
    "Starts a new run that has the results of the steps before, does the named step and goes on. A step that changed the database is not done again, as in a replay. The answer is the new run's id.",
  access: "admin",
  body: WorkflowRuns.Rerun,
  status: 202,
  returns: WorkflowRuns.Replay,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  handler: (ctx) => WorkflowRuns.rerun(ctx, ctx.params.run, ctx.body.step),
});
