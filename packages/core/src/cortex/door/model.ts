/**
 * The Responses API (https://platform.openai.com/docs/api-reference/responses), by its client. It is loaded when a model is asked and not
 * before, since it is large. Nothing that a service answers is believed before it was read by a schema.
 */
import { APIConnectionTimeoutError, APIError, APIUserAbortError, OpenAI } from "openai";
import * as z from "zod/mini";
import { countAsked, mayAsk, type Outcome, recordAnswer } from "#cloud/third-parties";
import type { Model } from "#core/cortex/door/limits";
import { clean, eachText } from "#core/cortex/door/neutral";
import { MAX_OUTPUT_TOKENS, type Prompt, tokensOf } from "#core/cortex/door/prompt";
import { settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { runtime } from "#kit/runtime";

export const PROVIDER = "openai";

/** Whoever asks for one answer waits for it within a request, which lasts for half a minute at most. */
const ANSWER_MS = 26_000;
/** A turn is streamed, and goes on for longer. */
const TURN_MS = 150_000;
const TRIES = 3;
const FIRST_WAIT_MS = 500;
const MOST_WAIT_MS = 8_000;
/** Of what a model says in a turn, and of the items that it makes. */
const MAX_TEXT_CHARACTERS = 60_000;
const MAX_ITEMS = 64;

/** What came of a call, and what it cost in tokens. */
export interface Said {
  status: "completed" | "incomplete" | "aborted";
  text: string;
  isRefused: boolean;
  items: Readonly<Record<string, unknown>>[];
  promptTokens: number;
  completionTokens: number;
  /** The service has not said how many tokens there were. */
  isEstimated: boolean;
}

/** Nothing came, or nothing that could be read; what a stream had said before it broke is charged. */
export interface Silence {
  status: "unavailable";
  promptTokens: number;
  completionTokens: number;
  isEstimated: boolean;
}

interface Request {
  model: Model;
  prompt: Prompt;
  /** The most tokens that the prompt has, for what the service does not say. */
  inputTokens: number;
}

const Count = z.int().check(z.nonnegative(), z.lte(100_000_000));
const Usage = z.object({ input_tokens: Count, output_tokens: Count });
const Content = z.object({
  type: z.string(),
  text: z.optional(z.string()),
  refusal: z.optional(z.string()),
});
const Message = z.object({ type: z.literal("message"), content: z.array(Content).check(z.maxLength(MAX_ITEMS)) });
const Output = z.record(z.string(), z.unknown());
const Response = z.object({
  status: z.enum(["completed", "incomplete", "failed", "in_progress", "cancelled", "queued"]),
  output: z.array(Output).check(z.maxLength(MAX_ITEMS)),
});

/** One answer of the form of `schema`. */
export async function answerOf(
  ctx: Pick<Ctx, "log">,
  { model, prompt, inputTokens, name, schema }: Request & { name: string; schema: Record<string, unknown> },
): Promise<Said | Silence> {
  const format = { type: "json_schema" as const, name, strict: true, schema };
  const response = await tried(ctx, ANSWER_MS, (client, signal, timeout) =>
    client.responses.create({ ...bodyOf(model, prompt), text: { format } }, { signal, timeout }),
  );
  return response === undefined ? silence() : (saidBy(response, inputTokens) ?? silence());
}

const silence = (): Silence => ({ status: "unavailable", promptTokens: 0, completionTokens: 0, isEstimated: false });

/** What is asked of every model. Nothing of it is kept there for longer than the service needs. */
function bodyOf({ model, isReasoning }: Model, { instructions, input }: Prompt) {
  return {
    model,
    instructions,
    // Made by prompt.ts, of items that this API takes or has made.
    input: input as unknown as OpenAI.Responses.ResponseInput,
    max_output_tokens: MAX_OUTPUT_TOKENS,
    store: false,
    ...(isReasoning ? { include: ["reasoning.encrypted_content" as const] } : { temperature: 0.3 }),
  };
}

/** Reads a response; undefined where it is none, or one of a call that failed. */
function saidBy(response: unknown, inputTokens: number): Said | undefined {
  const read = Response.safeParse(response).data;
  if (!read || (read.status !== "completed" && read.status !== "incomplete")) return undefined;
  const items = read.output.map((item) => eachText(item, clean) as Record<string, unknown>);
  const contents = items.flatMap((item) => Message.safeParse(item).data?.content ?? []);
  const text = contents.map((one) => (one.type === "output_text" ? (one.text ?? "") : "")).join("");
  const usage = Usage.safeParse((response as { usage?: unknown }).usage).data;
  return {
    status: read.status,
    text: text.slice(0, MAX_TEXT_CHARACTERS),
    isRefused: contents.some(({ type }) => type === "refusal"),
    items,
    promptTokens: usage?.input_tokens ?? inputTokens,
    completionTokens: usage?.output_tokens ?? tokensOf(JSON.stringify(items)),
    isEstimated: usage === undefined,
  };
}

export interface Tool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

/**
 * One turn, as a stream. `onText` gets text as it comes. When `signal` is aborted, what has come is the answer. A stream that is silent for as
 * long as a try may take has broken.
 */
export async function streamOf(
  ctx: Pick<Ctx, "log">,
  {
    model,
    prompt,
    inputTokens,
    tools,
    signal,
    onText,
  }: Request & {
    tools: readonly Tool[];
    signal?: AbortSignal | undefined;
    onText?: ((text: string) => void) | undefined;
  },
): Promise<Said | Silence> {
  if (signal?.aborted) return { ...silence(), status: "aborted", text: "", isRefused: false, items: [] };
  const gone = new AbortController();
  const leave = () => gone.abort();
  signal?.addEventListener("abort", leave, { once: true });
  let text = "";
  let heard = 0;
  let isRefused = false;
  const items: Record<string, unknown>[] = [];
  let last: unknown;
  try {
    const stream = await tried(
      ctx,
      TURN_MS,
      (client, deadline, timeout) =>
        client.responses.create(
          {
            ...bodyOf(model, prompt),
            stream: true,
            ...(tools.length > 0 && {
              tools: tools.map((tool) => ({ type: "function" as const, strict: true, ...tool })),
              parallel_tool_calls: false,
            }),
          },
          { signal: AbortSignal.any([deadline, gone.signal]), timeout },
        ),
      signal,
    );
    if (stream !== undefined) {
      for await (const event of inTime(stream as AsyncIterable<unknown>, gone)) {
        const { type, delta, item, response } = (typeof event === "object" && event !== null ? event : {}) as Record<
          string,
          unknown
        >;
        if (type === "response.output_text.delta" && typeof delta === "string") {
          heard += delta.length;
          if (text.length < MAX_TEXT_CHARACTERS) {
            const piece = clean(delta);
            text += piece;
            if (piece !== "") onText?.(piece);
          }
        } else if (type === "response.function_call_arguments.delta" && typeof delta === "string")
          heard += delta.length;
        else if (typeof type === "string" && type.startsWith("response.refusal")) isRefused = true;
        else if (type === "response.output_item.done" && items.length < MAX_ITEMS) {
          const read = Output.safeParse(item).data;
          if (read) items.push(eachText(read, clean) as Record<string, unknown>);
        } else if (type === "response.completed" || type === "response.incomplete") {
          last = response;
          break;
        } else if (type === "response.failed" || type === "error") break;
      }
    }
  } catch (error) {
    if (!signal?.aborted)
      ctx.log("warn", "a model stopped in the middle of what it said", { error: (error as Error).message });
  } finally {
    signal?.removeEventListener("abort", leave);
    gone.abort();
  }
  const said = last === undefined ? undefined : saidBy(last, inputTokens);
  // What was told as it came is what is answered, should the end say otherwise.
  if (said) return { ...said, text: text || said.text, isRefused: isRefused || said.isRefused };
  const hasBegun = heard > 0 || items.length > 0;
  const charged =
    hasBegun || signal?.aborted
      ? { promptTokens: inputTokens, completionTokens: Math.ceil(heard / 4), isEstimated: true }
      : silence();
  if (signal?.aborted) return { ...charged, status: "aborted", text, isRefused, items: [] };
  return { ...charged, status: "unavailable" };
}

/** The events of a stream, each of which comes within the time of a try. */
async function* inTime(stream: AsyncIterable<unknown>, gone: AbortController): AsyncGenerator<unknown> {
  const limit = timeoutMs();
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        gone.abort();
        reject(new Error(`silence for ${limit} ms`));
      }, limit);
    });
    try {
      const { done, value } = await Promise.race([iterator.next(), silent]);
      if (done) return;
      yield value;
    } finally {
      clearTimeout(timer);
    }
  }
}

const timeoutMs = () => Number(settingOf("OPENAI_TIMEOUT_MS") ?? 20_000);

/**
 * Asks up to three times while the service says that it is overloaded or is at fault itself, as long as all of it may take; undefined when nothing
 * comes of it. What took too long is not asked again: whoever waits has waited.
 */
async function tried<T>(
  { log }: Pick<Ctx, "log">,
  totalMs: number,
  call: (client: OpenAI, signal: AbortSignal, timeoutMs: number) => Promise<T>,
  given?: AbortSignal,
): Promise<T | undefined> {
  const base = new URL(settingOf("OPENAI_BASE_URL") ?? "https://api.openai.com/v1");
  const key = settingOf("OPENAI_API_KEY") ?? "";
  const client = new OpenAI({
    apiKey: key,
    baseURL: base.href,
    maxRetries: 0,
    logLevel: "off",
    organization: null,
    project: null,
    fetch: rerouted,
  });
  const deadline = performance.now() + totalMs;
  for (let attempt = 1; ; attempt++) {
    if (given?.aborted) return undefined;
    const told = { service: PROVIDER, host: base.host, attempt };
    if (!mayAsk(base.host)) {
      countAsked(PROVIDER, "resting", 0);
      return undefined;
    }
    const started = performance.now();
    const left = deadline - started;
    try {
      const answer = await call(client, AbortSignal.timeout(Math.max(1, Math.ceil(left))), Math.min(timeoutMs(), left));
      recordAnswer(base.host, false);
      countAsked(PROVIDER, "ok", Math.round(performance.now() - started));
      return answer;
    } catch (error) {
      const ms = Math.round(performance.now() - started);
      if (given?.aborted) return undefined;
      const outcome = outcomeOf(error);
      const status = error instanceof APIError ? error.status : undefined;
      countAsked(PROVIDER, outcome, ms);
      recordAnswer(base.host, outcome === "unreachable" || outcome === "timeout" || (status ?? 0) >= 500);
      const waitMs = retryAfterMs(error) ?? Math.random() * Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      const mayPass =
        outcome === "unreachable" || status === 429 || status === 408 || status === 409 || (status ?? 0) >= 500;
      const goesOn = mayPass && attempt < TRIES && performance.now() + waitMs < deadline;
      // The answer may quote what was sent, so that only its status is told. A refusal of what is sent is ours to mend.
      log(
        goesOn ? "info" : status !== undefined && status < 500 && status !== 429 ? "error" : "warn",
        "a model failed",
        { ...told, ms, outcome, status, goesOn },
      );
      if (!goesOn) return undefined;
      await wait(waitMs);
    }
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) return "timeout";
  if (error instanceof APIError) return error.status === undefined ? "unreachable" : "status";
  return "unexpected";
}

/** Retry-After in milliseconds from now: seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfterMs(error: unknown): number | undefined {
  // Headers are those of fetch where there was an answer.
  const value = error instanceof APIError ? error.headers?.get("retry-after") : undefined;
  if (value === undefined || value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - runtime().now().getTime());
}

const wait = (ms: number): Promise<void> =>
  runtime().network?.wait?.(ms) ?? new Promise((resolve) => setTimeout(resolve, ms));

/** The fetch of this machine, to where tests say. */
const rerouted: typeof fetch = (input, init) => {
  const url = new URL(input instanceof globalThis.Request ? input.url : input);
  return fetch(runtime().network?.reroute?.(url, undefined) ?? url, init);
};
