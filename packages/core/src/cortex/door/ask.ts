/**
 * The one door to models: what may be asked, what it may cost, what goes out and what of the answer is believed. Whoever comes here has a way
 * to do the same by rules, and takes that whenever the answer is not `by: "model"`.
 */
import * as z from "zod/mini";
import { type Beginning, type Begun, begin, type Ending, end } from "#core/cortex/door/account";
import type { Asked, ByRules, Call, Item, Question, ToolSchema, Turn, Turned, Why } from "#core/cortex/door/asked";
import { isModelConfigured, modelOf } from "#core/cortex/door/limits";
import type { Said, Silence } from "#core/cortex/door/model";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";

/**
 * Asks a model once, with a schema; never throws for what a model or the account does. No transaction is open while it waits. One flight before
 * the call and one after it, or one where there is none; without a model, none.
 */
export async function ask<T>(ctx: Ctx, question: Question<T>): Promise<Asked<T>> {
  await refreshSettings();
  if (!isModelConfigured()) return byRules("not_configured");
  const { answerOf, inputTokensOf, mostTokensOf, neutralValue, PROVIDER, promptOf, strictSchemaOf } = await door();
  const { capability, pillars, readsSealed = false, versions, answer } = question;
  const schema = strictSchemaOf(answer);
  const prompt = promptOf(question.instructions, question.data);
  const model = modelOf(capability);
  const beginning = { capability, provider: PROVIDER, model, pillars, readsSealed, parts: prompt.parts };
  const begun = await begin(ctx, { ...beginning, tokens: mostTokensOf(prompt, schema), versions });
  if ("why" in begun) return byRules(begun.why);
  if ("kept" in begun) {
    // The schema may have become another one since; the version of a prompt need not have been raised for that.
    const kept = read(answer, begun.kept);
    return kept ? { by: "model", value: kept.value, requestId: begun.id, tokensUsed: 0 } : byRules("invalid");
  }
  return ended<Asked<T>>(ctx, begun.begun, async () => {
    const inputTokens = inputTokensOf(prompt, schema);
    const said = await answerOf(ctx, { model, prompt, inputTokens, name: capability, schema });
    if (said.status === "unavailable") return { said, answer: byRules("unavailable"), outcome: "unavailable" };
    if (said.isRefused) return { said, answer: byRules("refused"), outcome: "refused" };
    const json = said.status === "completed" ? jsonOf(said.text) : undefined;
    const value = json && read(answer, neutralValue(json.value));
    if (!value)
      return { said, answer: byRules("invalid"), outcome: said.status === "incomplete" ? "incomplete" : "invalid" };
    const tokensUsed = said.promptTokens + said.completionTokens;
    return {
      said,
      answer: { by: "model", value: value.value, requestId: begun.begun.id, tokensUsed },
      outcome: "completed",
      keeps: neutralValue(json.value),
    };
  });
}

/** One turn of a conversation with tools, streamed. Flights as in `ask`; nothing is kept of it. */
export async function turn(
  ctx: Ctx,
  { capability, pillars, readsSealed = false, instructions, items, tools, signal, onText }: Turn,
): Promise<Turned> {
  await refreshSettings();
  if (!isModelConfigured()) return byRules("not_configured");
  const { inputTokensOf, mostTokensOf, neutral, PROVIDER, promptOfTurn, strictSchemaOf, streamOf } = await door();
  const told = tools.map(({ name, description, parameters }) => ({
    name,
    description,
    parameters: strictSchemaOf(parameters),
  }));
  const prompt = promptOfTurn(instructions, items);
  if (prompt.parts.reduce((sum, { text }) => sum + text.length, 0) > MAX_CHARACTERS) return byRules("invalid");
  const model = modelOf(capability);
  const beginning: Beginning = {
    capability,
    provider: PROVIDER,
    model,
    pillars,
    readsSealed,
    parts: prompt.parts,
    tokens: mostTokensOf(prompt, told),
  };
  const begun = await begin(ctx, beginning);
  if ("why" in begun) return byRules(begun.why);
  // Nothing is kept of turns, so that only a call is left.
  if ("kept" in begun) return byRules("unavailable");
  return ended<Turned>(ctx, begun.begun, async () => {
    const said = await streamOf(ctx, {
      model,
      prompt,
      inputTokens: inputTokensOf(prompt, told),
      tools: told,
      signal,
      onText,
    });
    if (said.status === "unavailable") return { said, answer: byRules("unavailable"), outcome: "unavailable" };
    if (said.isRefused) return { said, answer: byRules("refused"), outcome: "refused" };
    const isWhole = said.status === "completed";
    const answer: Turned = {
      by: "model",
      text: neutral(said.text),
      calls: isWhole ? callsOf(said.items, tools) : [],
      items: isWhole ? said.items.map((item): Item => ({ type: "output", item })) : [],
      status: said.status,
      requestId: begun.begun.id,
      tokensUsed: said.promptTokens + said.completionTokens,
    };
    return { said, answer, outcome: said.status };
  });
}

/** Of everything that is sent in a turn; more than that is no conversation any more. */
const MAX_CHARACTERS = 600_000;

const byRules = (why: Why): ByRules => ({ by: "rules", why });

/** What is needed once there is a model to be asked. */
const door = async () => ({
  ...(await import("#core/cortex/door/model")),
  ...(await import("#core/cortex/door/prompt")),
  ...(await import("#core/cortex/door/strict-schema")),
  ...(await import("#core/cortex/door/neutral")),
});

interface Came<A> {
  said: Said | Silence;
  answer: A;
  outcome: Ending["outcome"];
  keeps?: unknown;
}

/** Ends what has begun, whatever comes of it: what is thrown here is a mistake of ours, and costs nothing. */
async function ended<A>(ctx: Ctx, begun: Begun, call: () => Promise<Came<A>>): Promise<A> {
  const started = performance.now();
  const latencyMs = () => Math.round(performance.now() - started);
  let came: Came<A>;
  try {
    came = await call();
  } catch (error) {
    await end(ctx, begun, {
      outcome: "unavailable",
      promptTokens: 0,
      completionTokens: 0,
      isEstimated: false,
      latencyMs: latencyMs(),
    });
    throw error;
  }
  const { promptTokens, completionTokens, isEstimated } = came.said;
  await end(ctx, begun, {
    outcome: came.outcome,
    promptTokens,
    completionTokens,
    isEstimated,
    latencyMs: latencyMs(),
    keeps: came.keeps,
  });
  return came.answer;
}

function jsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A value by its schema; undefined where it is none. A check of the caller's that throws is one that did not hold. */
function read<T>(schema: z.ZodMiniType<T>, value: unknown): { value: T } | undefined {
  try {
    const found = schema.safeParse(value);
    return found.success ? { value: found.data } : undefined;
  } catch {
    return undefined;
  }
}

const FunctionCall = z.object({
  type: z.literal("function_call"),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});

/** The calls that a model asks for, each by the schema of its tool. Nothing of them is done here. */
function callsOf(items: readonly Readonly<Record<string, unknown>>[], tools: readonly ToolSchema[]): Call[] {
  return items.flatMap((item): Call[] => {
    const call = FunctionCall.safeParse(item).data;
    if (!call) return [];
    const { call_id: callId, name } = call;
    const tool = tools.find((one) => one.name === name);
    const json = jsonOf(call.arguments);
    const args = tool && json && read(tool.parameters, json.value);
    return [{ callId, name, args: args ? args.value : (json?.value ?? call.arguments), isValid: args !== undefined }];
  });
}
