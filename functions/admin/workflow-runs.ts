/** Runs of workflows on any Inngest server. */
import * as WorkflowRuns from "#core/admin/workflow-runs";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";

export const list = endpoint("GET /v1/admin/workflow-runs", {
  summary: "List workflow runs",
  description:
    "Runs that have claimed their event, the latest first. After 30 days they are forgotten. How a run goes is told by the Inngest server alone, and each of them is asked for by itself: a server other than the embedded engine tells neither of steps nor of what is due, nor of runs that have not claimed their event.",
  access: "admin",
  query: WorkflowRuns.Query,
  returns: WorkflowRuns.WorkflowRuns,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => WorkflowRuns.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/admin/workflow-runs/{run}", {
  summary: "Get a workflow run",
  description:
    "What the Inngest server says of it. Results of steps belong to the users and are not shown; steps and what is due are null where the server does not tell of them, and so is the status of a run that it has forgotten.",
  access: "admin",
  returns: WorkflowRuns.WorkflowRun,
  problems: [NotFound, Forbidden, NotConfigured, Unavailable],
  handler: (ctx) => WorkflowRuns.get(ctx, ctx.params.run),
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
