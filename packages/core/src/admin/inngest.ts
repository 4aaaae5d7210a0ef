/**
 * The REST API of the configured Inngest server: Inngest Cloud, a self-hosted one, or the embedded engine. Calls are authorized
 * with the hash of INNGEST_SIGNING_KEY if it is set. Errors of the server become the problem `unavailable`.
 */

import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { toCloudEvent } from "#cloud/cloud-event";
import { adminRefusals } from "#core/admin/sayings";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent, EventRow } from "#kit/event";
import { Conflict, NotConfigured, Unavailable } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { cut } from "#kit/text";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";

const CLOUD_URL = "https://api.inngest.com/";
const CLOUD_EVENT_URL = "https://inn.gs/";
const inngest = /* @__PURE__ */ thirdParty("inngest", {
  timeoutMs: 5_000,
  totalMs: 8_000,
  tries: 2,
  // The output of all steps of a run may be among it.
  maxBytes: 64 * 1024 * 1024,
});

const Text = z.nullish(z.string());
const Step = z.object({
  id: z.string(),
  name: Text,
  op: Text,
  status: Text,
  error: z.optional(z.unknown()),
  ended_at: Text,
});
const Pending = z.object({ kind: z.string(), name: Text, attempt: z.number(), due_at: Text });
/** A run as servers return it; only the embedded engine has `steps`, `pending` and `replay_of`. */
const Run = z.object({
  status: z.string(),
  run_started_at: Text,
  ended_at: Text,
  output: z.optional(z.unknown()),
  replay_of: Text,
  steps: z.optional(z.array(Step)),
  pending: z.optional(z.array(Pending)),
});
export type Run = z.output<typeof Run>;
/** For an unknown run some servers answer 200 without data. */
const Answer = z.object({ data: z.nullish(Run) });
const Output = z.object({ data: z.object({ output: z.optional(z.unknown()) }) });
const Rerun = z.object({ data: z.object({ runId: z.string() }) });
/** A step in the trace of a run; its own spans are its tries. */
const Span = z.object({
  id: z.string(),
  stepId: Text,
  name: Text,
  status: Text,
  startedAt: Text,
  endedAt: Text,
  output: z.optional(z.unknown()),
  children: z.optional(z.array(z.unknown())),
});
export type Span = z.output<typeof Span>;
const Trace = z.object({ data: z.object({ rootSpan: z.nullish(z.object({ children: z.nullish(z.array(Span)) })) }) });

/** Undefined when the server does not know the run. */
export async function getRun(ctx: Ctx, runId: string): Promise<Run | undefined> {
  const run = (await call(ctx, "a run", Answer, { path: `v1/runs/${runId}` }))?.data;
  if (!run) return undefined;
  // For a run with checkpoints, version 1 of the API always has an empty text.
  return run.ended_at && (run.output === "" || run.output === undefined)
    ? { ...run, output: await outputOf(ctx, runId) }
    : run;
}

/** What a run returned or failed with; null when the server does not tell. */
async function outputOf(ctx: Ctx, runId: string): Promise<unknown> {
  const path = `${version2()}/runs/${runId}`;
  const answer = await call(ctx, "the output of a run", Output, { path, query: { includeOutput: "true" } });
  return answer === undefined ? null : unwrapped(answer.data.output);
}

/** What is no object comes in one, under `data`. */
export function unwrapped(output: unknown): unknown {
  const isWrapped = typeof output === "object" && output !== null && Object.keys(output).join() === "data";
  return (isWrapped ? (output as { data: unknown }).data : output) ?? null;
}

/** The steps of a run, from the second version of the API; undefined when the server does not tell. */
export async function getSteps(ctx: Ctx, runId: string, withOutput: boolean): Promise<Span[] | undefined> {
  const answer = await call(ctx, "the steps of a run", Trace, {
    path: `${version2()}/runs/${runId}/trace`,
    query: withOutput ? { includeOutput: "true" } : {},
  });
  const root = answer?.data.rootSpan;
  // Calls that only look for the next step have spans as well.
  return root ? (root.children ?? []).filter(({ stepId }) => typeof stepId === "string") : undefined;
}

/** How many runs are told of at most when they are counted. */
export const MOST_COUNTED = 100;
/** An empty list is left out. */
const Runs = z.object({ data: z.nullish(z.array(z.unknown())) });

/** How many runs are under way, up to `MOST_COUNTED`; undefined when the server does not tell. */
export async function countRunning(ctx: Ctx): Promise<number | undefined> {
  const query = { status: "RUNNING", limit: String(MOST_COUNTED) };
  const answer = await call(ctx, "the runs under way", Runs, { path: `${version2()}/runs`, query });
  return answer === undefined ? undefined : (answer.data ?? []).length;
}

/** Asks for it; how the run is then, only `getRun` tells, for servers say yes to the cancelling of what has ended, too. */
export async function cancelRun(ctx: Ctx, runId: string): Promise<void> {
  await call(ctx, "the end of a run", undefined, { method: "DELETE", path: `v1/runs/${runId}` });
}

/**
 * Starts a run with the same event, from a step on if one is named, and answers its id. To a server that does not know the run any more the event is sent again
 * under a new id, and the id of the run that takes it is not known yet. All that listen to the event get it then, but each of
 * them finds that it has had it, except the one whose claim was released.
 */
export async function replayRun(
  ctx: Ctx,
  runId: string,
  event: EventRow | undefined,
  fromStep?: string,
): Promise<string | null> {
  const json = fromStep === undefined ? {} : { fromStep: { stepId: fromStep } };
  const path = `${version2()}/runs/${runId}/rerun`;
  const answer = await call(ctx, "another run", Rerun, { method: "POST", path, json });
  if (answer !== undefined) return answer.data.runId;
  if (fromStep !== undefined) throw Conflict(adminRefusals("run_step_lost"));
  if (!event) throw Unavailable("Neither the server nor the store has the event of this run any more.");
  await sendAgain(ctx, toCloudEvent(event), cut(`${event.id}-replay-${ctx.requestId}`, 200));
  return null;
}

/** The path of the second version of the API: at Inngest Cloud beside the first one, on a self-hosted server below `api`. */
const version2 = () => (runtime().config.INNGEST_BASE_URL ? "api/v2" : "v2");

async function sendAgain(ctx: Ctx, data: CloudEvent, id: string): Promise<void> {
  const { INNGEST_BASE_URL: baseUrl = CLOUD_EVENT_URL, INNGEST_EVENT_KEY: key = "local" } = runtime().config;
  const event = { id, name: data.type, data, ts: ctx.now().getTime() };
  await request(ctx, {
    what: "an event again",
    method: "POST",
    url: new URL(`e/${key}`, baseUrl),
    json: [event],
    secrets: [key],
    // The server takes the event once, by its id.
    isRepeatable: true,
  });
}

/** Servers cache responses by URL for some seconds, so each request gets a URL of its own. */
let asked = 0;

interface Call {
  method?: Ask["method"];
  path: string;
  query?: Record<string, string>;
  json?: object;
}

/** The answer; undefined when the server does not know the run or the operation. */
async function call<S extends z.ZodMiniType | undefined>(
  ctx: Ctx,
  what: string,
  returns: S,
  { method = "GET", path, query = {}, json }: Call,
) {
  const { INNGEST_BASE_URL: baseUrl, INNGEST_SIGNING_KEY: key } = runtime().config;
  if (!baseUrl && !key)
    throw NotConfigured("Neither INNGEST_SIGNING_KEY nor INNGEST_BASE_URL is set, so there are no runs to ask for.");
  const url = new URL(path, baseUrl ?? CLOUD_URL);
  const fresh = method === "GET" ? { fresh: `${ctx.requestId}-${asked++}` } : {};
  for (const [name, value] of Object.entries({ ...query, ...fresh })) url.searchParams.set(name, value);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${hashedSigningKey(key)}` } : {};
  return request(ctx, { what, method, url, headers, json, returns }, NOT_KNOWN);
}

/** 400 is of an id in a form that the server gives to no run, as that in a dead letter of an event that no run ever had. */
const NOT_KNOWN: readonly number[] = [400, 404, 405, 501];

/** The answer; undefined for the statuses of `absent`. */
async function request<S extends z.ZodMiniType | undefined = undefined>(
  ctx: Ctx,
  call: Ask<S>,
  absent: readonly number[] = [],
) {
  try {
    return await ask(ctx, inngest, call);
  } catch (error) {
    if (!(error instanceof ThirdPartyError)) throw error;
    if (error.status !== undefined && absent.includes(error.status)) return undefined;
    ctx.log("error", "the workflow server failed", { call: call.what, error: error.message });
    throw Unavailable("The workflow server did not answer as it should.");
  }
}

/** A signing key as Inngest's SDK sends it: its prefix, and the SHA-256 of the key, which is the rest in hex. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";
  return prefix + createHash("sha256").update(signingKey.slice(prefix.length), "hex").digest("hex");
}
