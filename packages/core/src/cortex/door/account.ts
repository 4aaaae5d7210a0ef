/**
 * What a person may ask of models, and what that costs them: each call holds the most that it may take, and is charged what it took. The
 * database does both at once for all who call at the same moment (see `ai_begin` and `ai_end` in `migrations/`).
 */
import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import type { Why } from "#core/cortex/door/asked";
import { type CapabilityName, capabilityOf } from "#core/cortex/door/capabilities";
import { limitsByTier, type Model, monthOf } from "#core/cortex/door/limits";
import type { AiPillar } from "#core/cortex/door/permission";
import type { Part } from "#core/cortex/door/prompt";
import { TokensExhausted } from "#core/cortex/events";
import { type aiOutcomes, aiPrompts } from "#core/cortex/usage.sql";
import { userSettings } from "#core/identity/users.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { write } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { open, seal, Unopenable } from "#kit/secret";

/** Longer than any call lasts. What a call holds that never ended is given back then. */
const HELD_MS = 5 * 60_000;
/** An answer is good for so long, as long as nothing of its inputs has changed. */
const FRESH_MS = 5 * 60_000;

export interface Beginning {
  capability: CapabilityName;
  provider: string;
  model: Model;
  pillars: readonly AiPillar[];
  readsSealed: boolean;
  /** The most that it may take. */
  tokens: number;
  parts: readonly Part[];
  /** Versions of what it reads, by which an answer is kept; absent where none is. */
  versions?: string;
}

/** A call under way. */
export interface Begun extends Beginning {
  id: string;
  cacheKey: string | undefined;
}

export interface Ending {
  outcome: (typeof aiOutcomes)[number];
  promptTokens: number;
  completionTokens: number;
  isEstimated: boolean;
  latencyMs: number;
  /** An answer to be kept. */
  keeps?: unknown;
}

/** Begins a call; or says why there is none, or what was answered lately to the same. One flight. */
export async function begin(
  ctx: Ctx,
  asked: Beginning,
): Promise<{ why: Why } | { id: string; kept: unknown } | { begun: Begun }> {
  const now = ctx.now();
  const id = uuidv7(now);
  const cacheKey = asked.versions === undefined ? undefined : cacheKeyOf(ctx.actor.userId, asked, asked.versions);
  const service = speakAsService("api", { correlationId: ctx.correlationId });
  const told = {
    id,
    capability: asked.capability,
    promptVersion: capabilityOf(asked.capability).prompt,
    provider: asked.provider,
    model: asked.model.model,
    pillars: asked.pillars,
    sealed: asked.readsSealed,
    tokens: asked.tokens,
    at: now.toISOString(),
    expiresAt: new Date(now.getTime() + HELD_MS).toISOString(),
    month: monthOf(now),
    limits: limitsByTier(),
    prompt: seal(JSON.stringify(asked.parts), aiPrompts, "prompt", id),
    cacheKey: cacheKey ?? null,
    freshFrom: new Date(now.getTime() - FRESH_MS).toISOString(),
  };
  const [[row]] = await service.ctx.db.batch([
    write<{ answer: string }>(
      sql`select ai_begin(${ctx.actor.userId}::uuid, ${JSON.stringify(told)}::jsonb)::text as answer`,
    ),
  ]);
  const answer: { why?: Why; kept?: string } = JSON.parse(row!.answer);
  if (answer.why === "tokens_used_up") await tellExhausted(ctx);
  if (answer.why !== undefined) return { why: answer.why };
  const begun = { begun: { ...asked, id, cacheKey } };
  if (answer.kept === undefined) return begun;
  const kept = opened(answer.kept, cacheKey!);
  // What was kept under a key that is gone is read no more; the call is one that came to nothing.
  return kept === undefined ? { why: "unavailable" } : { id, kept: kept.value };
}

/** Ends a call: charges what it took, and keeps its answer. One flight, and another one where nothing is left by then. */
export async function end(ctx: Ctx, begun: Begun, ending: Ending): Promise<void> {
  const now = ctx.now();
  const { id, capability, provider, model, cacheKey } = begun;
  const { promptTokens, completionTokens } = ending;
  const service = speakAsService("api", { correlationId: ctx.correlationId });
  const told = {
    id,
    at: now.toISOString(),
    promptVersion: capabilityOf(capability).prompt,
    provider,
    model: model.model,
    promptTokens,
    completionTokens,
    costMicrousd: Math.ceil(promptTokens * model.inputMicrousd + completionTokens * model.outputMicrousd),
    latencyMs: Math.min(ending.latencyMs, 2_147_483_647),
    estimated: ending.isEstimated,
    outcome: ending.outcome,
    cache:
      cacheKey === undefined || ending.keeps === undefined
        ? null
        : {
            key: cacheKey,
            value: {
              sealed: seal(JSON.stringify({ value: ending.keeps }), aiPrompts, "answer", cacheKey),
              at: now.toISOString(),
            },
            seconds: FRESH_MS / 1_000,
          },
  };
  const [[row]] = await service.ctx.db.batch([
    write<{ exhausted: boolean }>(
      sql`select ai_end(${ctx.actor.userId}::uuid, ${JSON.stringify(told)}::jsonb) as exhausted`,
    ),
  ]);
  if (row!.exhausted) await tellExhausted(ctx);
}

/** Tells once that tokens are used up, until the person has got more. */
async function tellExhausted(ctx: Ctx): Promise<void> {
  const { userId } = ctx.actor;
  const service = speakAsService("api", { correlationId: ctx.correlationId, causationId: ctx.causationId });
  await service.ctx.db.batch([
    update(
      service.ctx,
      userSettings,
      and(eq(userSettings.userId, userId), isNull(userSettings.tokensExhaustedAt)),
      { tokensExhaustedAt: ctx.now().toISOString() },
      { emits: { event: TokensExhausted, owner: userId, payload: {} }, isUnseen: true },
    ),
  ]);
  await service.published();
}

/** Of the person, so that nobody is answered with what was said to another. */
function cacheKeyOf(userId: string, { capability, model, pillars, readsSealed }: Beginning, versions: string): string {
  const of = JSON.stringify([capability, capabilityOf(capability).prompt, model.model, pillars, readsSealed, versions]);
  return `ai:answer:${userId}:${createHash("sha256").update(of).digest("hex")}`;
}

function opened(envelope: string, key: string): { value: unknown } | undefined {
  try {
    return JSON.parse(open(envelope, aiPrompts, "answer", key));
  } catch (error) {
    if (error instanceof Unopenable) return undefined;
    throw error;
  }
}
