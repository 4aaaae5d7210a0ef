/**
 * The costs of artificial intelligence: the ledger of tokens, every request to a model, what is held for those under way, and the prompts that
 * were sent. Only functions of the database write them (see `ai_begin` and `ai_end` in `migrations/`).
 */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { bigint, boolean, encrypted, instant, integer, oneOf, text } from "#kit/columns";
import { owned } from "#kit/table";

/** What goes to a model is cut to less (see prompt.ts). */
const MOST_PROMPT_CHARACTERS = 1_000_000;

export const ledgerCategories = ["llm_chat", "embedding", "image_gen", "storage", "purchase", "grant"] as const;

/**
 * What an entry is of. A call holds what it may take at most (`reservation`), gives that back when it ends or its time is over (`release`),
 * and is charged what it took (`settlement`); the three have the id of its request. `unlimited` balances what is charged where a tier has
 * no limit. `month` is what a tier gives, and `checkout` what was bought.
 */
export const ledgerReferences = ["reservation", "release", "settlement", "unlimited", "month", "checkout"] as const;

export const tokenLedger = owned(
  "token_ledger",
  {
    // Positive adds to the balance, negative spends.
    amount: bigint().notNull(),
    category: oneOf(...ledgerCategories).notNull(),
    description: text(500),
    // Text, because a purchase is identified by its payment's id and a request by its UUID.
    referenceType: text(60).notNull(),
    referenceId: text(200).notNull(),
  },
  (t) => [
    uniqueIndex("token_ledger_once").on(t.referenceType, t.referenceId, t.category),
    index("token_ledger_user").on(t.userId, sql`id desc`),
    check("token_ledger_amount_check", sql`amount <> 0`),
  ],
  { private: true, appendOnly: true, readOnly: true },
);

/**
 * How a call ended. `incomplete`: it was cut at the most tokens that an answer may have. `aborted`: whoever waited for it went away.
 * `refused`: the model would not. `invalid`: what it said is not of the form that was asked for.
 */
export const aiOutcomes = ["completed", "incomplete", "aborted", "refused", "invalid", "unavailable"] as const;

export const aiRequests = owned(
  "ai_requests",
  {
    capability: text(60).notNull(),
    /** The version of what the capability says to a model. */
    promptVersion: integer({ min: 0 }).notNull().default(1),
    provider: text(60).notNull(),
    model: text(100).notNull(),
    promptTokens: integer().notNull().default(0),
    completionTokens: integer().notNull().default(0),
    /** What of them the ledger has: never more than was held for it, and nothing for what was kept. */
    chargedTokens: integer({ min: 0 }).notNull().default(0),
    costMicrousd: bigint().notNull().default(0),
    latencyMs: integer(),
    cacheHit: boolean().notNull().default(false),
    /** The model has not said how many tokens there were: they were counted by the length of what went and came. */
    estimated: boolean().notNull().default(false),
    outcome: text(60).notNull(),
  },
  (t) => [
    index("ai_requests_user").on(t.userId, sql`id desc`),
    index("ai_requests_of_month").on(t.createdAt),
    check("ai_requests_tokens_check", sql`prompt_tokens >= 0 and completion_tokens >= 0`),
    check("ai_requests_cost_microusd_check", sql`cost_microusd >= 0`),
    check("ai_requests_latency_ms_check", sql`latency_ms >= 0`),
  ],
  { private: true, appendOnly: true, readOnly: true },
);

/** What is held of a balance for a call under way, by the id of its request. */
export const aiReservations = owned(
  "ai_reservations",
  {
    capability: text(60).notNull(),
    tokens: integer({ min: 1 }).notNull(),
    /** The tier has no limit of tokens: nothing is held in the ledger. */
    isUnlimited: boolean().notNull().default(false),
    /** At this instant what it holds is given back, whether or not the call has ended. */
    expiresAt: instant().notNull(),
    releasedAt: instant(),
    endedAt: instant(),
    usedTokens: integer({ min: 0 }),
  },
  (t) => [
    index("ai_reservations_user").on(t.userId, t.createdAt),
    index("ai_reservations_held").on(t.expiresAt).where(sql`released_at is null`),
  ],
  { private: true, readOnly: true },
);

/** What was sent to a model, by the id of its request. Who it is about may read it for thirty days. */
export const aiPrompts = owned(
  "ai_prompts",
  { prompt: encrypted(MOST_PROMPT_CHARACTERS).notNull() },
  (t) => [index("ai_prompts_user").on(t.userId), index("ai_prompts_created").on(t.createdAt)],
  { private: true, appendOnly: true, readOnly: true },
);
