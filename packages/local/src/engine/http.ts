/** The engine's HTTP surface: Inngest's event API, the SDK's REST API, and the public inspection of runs. */
import { Buffer } from "node:buffer";
import { InvalidEventError, readEvents, type StoredEvent } from "./events.ts";
import type { Checkpoint } from "./fast.ts";
import { isUlid } from "./id.ts";
import type { MutationResult } from "./mutations.ts";
import type { Operation } from "./protocol.ts";
import type { ListOptions, RunDetail, RunStatus, RunSummary } from "./runs.ts";
import type { EngineContext } from "./state.ts";

export interface Surface {
  context: EngineContext;
  checkpoint(checkpoint: Checkpoint): Promise<MutationResult>;
  /** Stores events and starts their runs; resolves after the commit. */
  accept(events: StoredEvent[]): Promise<void>;
  saved(lease: string, result: MutationResult): void;
  signal(name: string, data: unknown): Promise<string | undefined>;
  getRun(id: string): Promise<RunDetail | undefined>;
  listRuns(options: ListOptions): Promise<{ items: RunSummary[]; nextCursor: string | null }>;
  runsOfEvent(eventId: string): Promise<RunDetail[]>;
  cancel(id: string): Promise<boolean>;
  replay(id: string, fromStep?: string): Promise<string | undefined>;
}

const maxBodyBytes = 16 * 1024 * 1024;

/** The same response for every checkpoint: there is one per step, and it has no body that could be consumed. */
let accepted: Response | undefined;

/** The parts of a request that are read. Clients in the same process pass the body as text, which avoids a stream. */
interface Incoming {
  method: string;
  path: string;
  query: URLSearchParams;
  header(name: string): string | null;
  text(): Promise<string>;
}

function incoming(input: Request | string | URL, init: RequestInit | undefined): Incoming {
  if (typeof input === "object" && "method" in input) {
    const { pathname: path, searchParams: query } = new URL(input.url);
    return { method: input.method, path, query, header: (name) => input.headers.get(name), text: () => input.text() };
  }
  const { pathname: path, searchParams: query } = new URL(input);
  const { method = "GET", headers, body } = init ?? {};
  const text = async () => (typeof body === "string" ? body : new Response(body).text());
  return { method, path, query, header: (name) => new Headers(headers).get(name), text };
}

export async function handle(
  surface: Surface,
  input: Request | string | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  const request = incoming(input, init);
  const { path } = request;
  try {
    return (await route(surface, request, path)) ?? problem(404, `There is nothing at ${path}.`);
  } catch (error) {
    if (error instanceof BadRequest || error instanceof InvalidEventError) return problem(400, error.message);
    surface.context.log({ level: "error", message: "A request failed.", path, error: String(error) });
    return problem(500, "The engine could not process the request.");
  }
}

async function route(surface: Surface, request: Incoming, path: string): Promise<Response | undefined> {
  const [first, second, third, fourth, fifth] = path.split("/").slice(1).map(decodeURIComponent);
  const post = request.method === "POST";
  if (post && first === "e") {
    const seed = request.header("x-inngest-event-id-seed");
    const { body, chars } = await readJson(request);
    const events = readEvents(body, { seed, now: surface.context.now(), chars });
    await surface.accept(events);
    return json({ ids: events.map((event) => event.id), status: 200 });
  }
  if (post && first === "v1" && second === "checkpoint" && third && fourth === "async") {
    const { body, chars } = await readJson(request);
    return checkpoint(surface, third, body, chars);
  }
  if (post && first === "v1" && second === "signals") {
    const { signal, data } = record((await readJson(request)).body);
    if (typeof signal !== "string" || signal === "") throw new BadRequest("The request names no signal.");
    const runId = await surface.signal(signal, data ?? null);
    return runId ? json({ data: { run_id: runId } }) : problem(404, `No run waits for the signal "${signal}".`);
  }
  if (first === "v1" && second === "events" && third && fourth === "runs") {
    return json({ data: (await surface.runsOfEvent(third)).map(publicRun), metadata: metadata(surface) });
  }
  if (first === "v1" && second === "runs" && third && !fourth) {
    // A run that has ended stays as it is; Inngest answers with success then, too.
    if (request.method === "DELETE") await surface.cancel(third);
    const run = await surface.getRun(third);
    return run
      ? json({ data: { ...publicRun(run), ...inside(run) }, metadata: metadata(surface) })
      : problem(404, `There is no run ${third}.`);
  }
  if (request.method === "GET" && first === "api" && second === "v2" && third === "runs" && !fourth) {
    const status = request.query.get("status")?.toLowerCase() as RunStatus | undefined;
    const runs = await surface.listRuns({ status, limit: Number(request.query.get("limit") ?? 20) });
    return json({ data: runs.items.map(version2Run), page: { hasMore: runs.nextCursor !== null } });
  }
  if (first === "api" && second === "v2" && third === "runs" && fourth)
    return version2(surface, request, fourth, fifth);
  if (first === "v0" && second === "runs" && third && (fourth === "actions" || fourth === "batch")) {
    const run = await surface.getRun(third);
    if (!run) return problem(404, `There is no run ${third}.`);
    if (fourth === "batch") return json(run.events);
    return json(
      Object.fromEntries(run.steps.map(({ id, data, error }) => [id, error === undefined ? { data } : { error }])),
    );
  }
  return undefined;
}

/** Saves steps of a call that is still under way. 409 tells the SDK that its lease is gone and that it must stop. */
async function checkpoint(surface: Surface, runId: string, body: unknown, chars: number): Promise<Response> {
  const { qi_id: id, steps } = record(body);
  const cut = typeof id === "string" ? id.lastIndexOf("~") : -1;
  if (typeof id !== "string" || cut < 0 || !Array.isArray(steps))
    throw new BadRequest("The checkpoint names no lease.");
  const fence = { key: id.slice(0, cut), lease: id.slice(cut + 1) };
  const operations = (steps as Operation[]).filter(({ op }) => op !== "StepPlanned");
  // With this answer the SDK returns its operations as the result of the call, where failed steps are retried.
  const unfit = operations.find(({ op }) => op !== "StepRun" && op !== "Step");
  if (unfit) throw new BadRequest(`A checkpoint has no ${unfit.op}.`);
  if (operations.length === 0) return acceptance();
  const result = await surface.checkpoint({ runId, fence, operations, chars });
  // With this answer the SDK returns its operations as the result of the call, and the run is discovered again with what is saved.
  if (result.isOther) return problem(412, "A step is saved with another result than this call has made.");
  if (!result.applied) return problem(409, "Another call has taken over this run, or it has ended.");
  surface.saved(fence.lease, result);
  return acceptance();
}

function acceptance(): Response {
  accepted ??= new Response(null, { status: 200 });
  return accepted;
}

/** The part of Inngest's REST API, version 2, that is used. */
async function version2(
  surface: Surface,
  request: Incoming,
  id: string,
  action?: string,
): Promise<Response | undefined> {
  if (!isUlid(id)) return refusal(400, "invalid_field_format", "Run ID must be a valid ULID");
  if (request.method === "POST" && action === "rerun") {
    const { fromStep } = record((await readJson(request)).body) as { fromStep?: { stepId?: unknown } };
    if (fromStep && typeof fromStep.stepId !== "string") throw new BadRequest("The request names no step.");
    const runId = await surface.replay(id, fromStep?.stepId as string | undefined);
    return runId ? json({ data: { runId } }) : refusal(404, "not_found", "Run not found");
  }
  if (request.method !== "GET" || (action !== undefined && action !== "trace")) return undefined;
  const run = await surface.getRun(id);
  if (!run) return refusal(404, "not_found", "Run not found");
  if (action === "trace") return json({ data: traceOf(run, request.query.get("includeOutput") === "true") });
  const { run_id, status, output, run_started_at: startedAt, ended_at: endedAt } = publicRun(run);
  const isObject = typeof output === "object" && output !== null && !Array.isArray(output);
  return json({
    data: {
      ...{ id: run_id, status: status.toUpperCase(), startedAt, endedAt },
      output: isObject ? output : { data: output },
    },
  });
}

function refusal(status: number, code: string, message: string): Response {
  return json({ errors: [{ code, message }] }, status);
}

/** A run as Inngest's REST API shows it. */
function publicRun(run: RunDetail) {
  return {
    run_id: run.id,
    function_id: run.functionId,
    event_id: run.eventId,
    status: run.status[0]!.toUpperCase() + run.status.slice(1),
    run_started_at: run.startedAt ?? run.createdAt,
    ended_at: run.endedAt,
    output: run.status === "failed" || run.status === "cancelled" ? run.error : run.output,
  };
}

const version2Run = ({ id, functionId, status, startedAt, endedAt }: RunSummary) => ({
  ...{ id, status: status.toUpperCase(), startedAt, endedAt },
  function: { id: functionId },
});

/** The steps of a run as spans. When a step began is not kept, and neither is how often it was tried. */
function traceOf(run: RunDetail, withOutput: boolean) {
  const children = run.steps.map(({ id, name, data, error, savedAt }) => ({
    ...{ id, stepId: id, name, endedAt: savedAt, status: error === undefined ? "COMPLETED" : "FAILED" },
    ...(withOutput && { output: error === undefined ? { data: data ?? null } : { error } }),
  }));
  return { runId: run.id, rootSpan: { id: run.id, name: run.functionId, children } };
}

/** The progress of a run, which Inngest's own API does not show. Values are left out, because they are the users' data. */
function inside({ replayOf, steps, waits, jobs }: RunDetail) {
  return {
    replay_of: replayOf,
    steps: steps.map(({ id, name, op, error, savedAt }) => ({
      id,
      name,
      op,
      ended_at: savedAt,
      ...(error === undefined ? { status: "Completed" } : { status: "Failed", error }),
    })),
    pending: [
      ...waits.map(({ kind, name, expiresAt }) => ({ kind, name, attempt: 0, due_at: expiresAt })),
      ...jobs.map(({ kind, name, attempt, runAt }) => ({ kind, name, attempt, due_at: runAt })),
    ],
  };
}

function metadata({ context }: Surface) {
  const now = context.now().toISOString();
  return { fetched_at: now, cached_until: now };
}

class BadRequest extends Error {}

async function readJson(request: Incoming): Promise<{ body: unknown; chars: number }> {
  const text = await request.text();
  if (Buffer.byteLength(text) > maxBodyBytes) throw new BadRequest("The body is larger than 16 MiB.");
  try {
    return { body: JSON.parse(text) as unknown, chars: text.length };
  } catch {
    throw new BadRequest("The body is no JSON.");
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new BadRequest("The body is no JSON object.");
  return value as Record<string, unknown>;
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function problem(status: number, error: string): Response {
  return json({ error, status }, status);
}
