/**
 * The Inngest SDK protocol, version 2, as the server's side speaks it to an app's serve endpoint: synchronisation (the app
 * hands over its functions) and calls (the app runs one stretch of one function). No state lives here.
 */
import { cut } from "#kit/text";
import { retryAfter } from "./duration.ts";
import { SIGNATURE_HEADER, signatureOf } from "./signature.ts";

export type ServeApp = {
  id: string;
  url: string;
  /**
   * The key that calls of the app are signed with. Without one they are unsigned, which only an app in development mode accepts.
   */
  signingKey?: string;
  /** Its functions, if they are known already; otherwise the app is asked for them. */
  functions?: readonly FunctionConfig[];
} & (
  | {
      /** Calls the app's serve endpoint with a WHATWG request. */
      fetch(request: Request): Promise<Response>;
    }
  | {
      /** Calls an app in this process, without a WHATWG request and its streams between. */
      call(request: AppRequest): Promise<AppResponse>;
    }
);

export interface AppRequest {
  method: "PUT" | "POST";
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface AppResponse {
  status: number;
  header(name: string): string | null;
  text: string;
}

export interface FunctionConfig {
  id: string;
  name?: string;
  triggers: { event?: string; expression?: string; cron?: string; jitter?: string }[];
  steps: Record<string, { runtime: { type?: string; url: string }; retries?: { attempts?: number } }>;
  cancel?: { event: string; if?: string; timeout?: string }[];
  concurrency?: number | ConcurrencyConfig | ConcurrencyConfig[];
  idempotency?: string;
  rateLimit?: { key?: string; limit: number; period: string };
  throttle?: { key?: string; limit: number; period: string; burst?: number };
  debounce?: { key?: string; period: string; timeout?: string };
  batchEvents?: { maxSize: number; timeout: string; key?: string; if?: string };
  priority?: { run?: string };
  singleton?: { key?: string; mode: "skip" | "cancel" };
  timeouts?: { start?: string; finish?: string };
}

export interface ConcurrencyConfig {
  limit: number;
  key?: string;
  scope?: "fn" | "env" | "account";
}

/** One thing that a function requests or reports; the SDK calls it an opcode. */
export interface Operation {
  id: string;
  op: string;
  name?: string | null;
  displayName?: string | null;
  opts?: OperationOptions | null;
  data?: unknown;
  error?: unknown;
}

export interface OperationOptions {
  timeout?: string;
  if?: string;
  event?: string;
  signal?: string;
  conflict?: "fail" | "replace";
  function_id?: string;
  payload?: { data?: Record<string, unknown>; [key: string]: unknown };
  parallelMode?: string;
}

export type Outcome =
  | { kind: "completed"; output: unknown }
  | { kind: "operations"; operations: Operation[]; noRetry: boolean; retryAt?: Date }
  | { kind: "error"; error: unknown; noRetry: boolean; retryAt?: Date };

export interface CallInput {
  app: ServeApp;
  functionUrl: string;
  runId: string;
  /** The event that started the run, as JSON. */
  event: string;
  /** All events of a batch, as a JSON array; absent for a run of one event. */
  events: string | null;
  /** Saved steps as the members of a JSON object, without its braces. */
  steps: string;
  /** Ids of the saved steps in the order of their completion. */
  stack: string[];
  attempt: number;
  maxAttempts: number;
  /** Set while several steps are open: the SDK then only plans and runs nothing by itself. */
  planOnly: boolean;
  /** `step` to discover, else the id of the one step to run. */
  stepId: string;
  jobId: string;
  /** Names the lease in checkpoints; absent, the SDK answers after each step. */
  checkpointId?: string;
  timeoutMs: number;
  now: () => Date;
  scale: number;
}

export class SyncError extends Error {}

const maxResponseChars = 32 * 1024 * 1024;
const baseHeaders = { "content-type": "application/json", "x-inngest-server-kind": "dev" };

/** The functions of an app: asks it for them (in-band synchronisation, a PUT), unless they are known. Throws a SyncError that names the app. */
export async function sync(app: ServeApp): Promise<readonly FunctionConfig[]> {
  if (app.functions) return app.functions;
  const { status, header, text } = await askApp(app, {
    method: "PUT",
    url: app.url,
    headers: { ...baseHeaders, host: new URL(app.url).host, "x-inngest-sync-kind": "in_band" },
    body: JSON.stringify({ url: app.url }),
  });
  if (status !== 200) {
    throw new SyncError(`The app "${app.id}" answered ${status} to its synchronisation: ${cut(text, 300)}`);
  }
  if (header("x-inngest-sync-kind") !== "in_band") {
    throw new SyncError(`The app "${app.id}" refused in-band synchronisation (is INNGEST_ALLOW_IN_BAND_SYNC false?).`);
  }
  const { functions } = JSON.parse(text) as { functions?: FunctionConfig[] };
  if (!Array.isArray(functions))
    throw new SyncError(`The app "${app.id}" answered its synchronisation without functions.`);
  return functions;
}

/** Calls a function once. Never throws: whatever goes wrong on the way is an outcome that is tried again. */
export async function callFunction(input: CallInput): Promise<Outcome> {
  let answer: AppResponse;
  try {
    answer = await withTimeout(askApp(input.app, requestOf(input)), input.timeoutMs);
  } catch (error) {
    return transportError("UnreachableError", error instanceof Error ? error.message : String(error));
  }
  const { status, header, text } = answer;
  if (text.length > maxResponseChars) return transportError("OutputTooLargeError", "The answer is larger than 32 MiB.");
  return status === 201 ? readStreamed(text, input) : readAnswer(status, text, header, input);
}

function requestOf(input: CallInput): AppRequest {
  return {
    method: "POST",
    url: `${input.functionUrl}&stepId=${encodeURIComponent(input.stepId)}`,
    headers: {
      ...baseHeaders,
      host: new URL(input.app.url).host,
      "x-run-id": input.runId,
      "x-inngest-step-id": input.stepId,
      "x-inngest-job-id": input.jobId,
    },
    body: requestBody(input),
  };
}

/** Sends a request to an app, signed when the app has a key and the request a body. */
export async function askApp(app: ServeApp, unsigned: AppRequest): Promise<AppResponse> {
  const unsignable = app.signingKey === undefined || unsigned.body === "";
  const request = unsignable ? unsigned : signed(unsigned, app.signingKey!);
  if ("call" in app) return app.call(request);
  const { url, ...init } = request;
  const response = await app.fetch(new Request(url, init));
  return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() };
}

const signed = (request: AppRequest, key: string): AppRequest => ({
  ...request,
  headers: { ...request.headers, [SIGNATURE_HEADER]: signatureOf(request.body, key) },
});

/**
 * Events and step results are inserted as the JSON text that the database keeps: what a step returned is never re-encoded.
 * Version −1 lets the SDK choose its version, which is 2: when told 2 it first tries other schemas, which creates three errors
 * with their stacks.
 */
function requestBody(input: CallInput): string {
  const context = JSON.stringify({
    run_id: input.runId,
    env: "local",
    step_id: input.stepId,
    attempt: input.attempt,
    max_attempts: input.maxAttempts,
    disable_immediate_execution: input.planOnly,
    use_api: false,
    stack: { stack: input.stack, current: input.stack.length },
    ...(input.checkpointId === undefined ? {} : { fn_id: input.runId, qi_id: input.checkpointId }),
  });
  const events = input.events ?? `[${input.event}]`;
  return `{"version":-1,"event":${input.event},"events":${events},"steps":{${input.steps}},"defers":{},"ctx":${context}}`;
}

/** With streaming on, the SDK answers 201 at once and sends its real answer in an envelope. */
function readStreamed(text: string, input: CallInput): Outcome {
  const envelope = parseJson(text) as { status?: number; body?: unknown; headers?: Record<string, string> } | null;
  if (!envelope || typeof envelope.status !== "number") {
    return transportError("StreamError", "The streamed answer ended before its envelope.");
  }
  const headers = new Headers(envelope.headers ?? {});
  const body = typeof envelope.body === "string" ? envelope.body : JSON.stringify(envelope.body ?? null);
  return readAnswer(envelope.status, body, (name) => headers.get(name), input);
}

function readAnswer(status: number, text: string, header: (name: string) => string | null, input: CallInput): Outcome {
  const retryAt = retryAfter(header("retry-after"), input.now(), input.scale);
  if (!header("x-inngest-sdk")) {
    // A gateway in front of the app may send Retry-After, too.
    const outcome = transportError("NotServedError", `HTTP ${status} without the SDK's header: ${cut(text, 300)}`);
    return { ...outcome, retryAt };
  }
  const body = text === "" ? null : parseJson(text);
  const noRetry = header("x-inngest-no-retry") === "true";
  if (status === 200) return { kind: "completed", output: body };
  if (status !== 206) return { kind: "error", error: body, noRetry, retryAt };
  const operations = (Array.isArray(body) ? body : [body]).filter(isOperation);
  if (operations.length === 0) return transportError("EmptyAnswerError", "The app answered 206 without an operation.");
  return { kind: "operations", operations, noRetry, retryAt };
}

function isOperation(value: unknown): value is Operation {
  const operation = value as Partial<Operation> | null;
  return typeof operation === "object" && typeof operation?.id === "string" && typeof operation.op === "string";
}

function transportError(name: string, message: string): Outcome & { kind: "error" } {
  return { kind: "error", error: { name, message }, noRetry: false };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The app did not answer within ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
