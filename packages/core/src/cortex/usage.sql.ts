/** The costs of artificial intelligence: the ledger of tokens, which only the service writes, and every request to a model. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { bigint, boolean, integer, oneOf, text } from "#kit/columns";
import { owned } from "#kit/table";

export const ledgerCategories = ["llm_chat", "embedding", "image_gen", "storage", "purchase", "grant"] as const;

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

export const aiRequests = owned(
  "ai_requests",
  {
    capability: text(60).notNull(),
    provider: text(60).notNull(),
    model: text(100).notNull(),
    promptTokens: integer().notNull().default(0),
    completionTokens: integer().notNull().default(0),
    costMicrousd: bigint().notNull().default(0),
    latencyMs: integer(),
    cacheHit: boolean().notNull().default(false),
    outcome: text(60).notNull(),
  },
  (t) => [
    index("ai_requests_user").on(t.userId, sql`id desc`),
    check("ai_requests_tokens_check", sql`prompt_tokens >= 0 and completion_tokens >= 0`),
    check("ai_requests_cost_microusd_check", sql`cost_microusd >= 0`),
    check("ai_requests_latency_ms_check", sql`latency_ms >= 0`),
  ],
  { private: true, appendOnly: true, deletedForGood: "what was asked and paid for is a record, which nobody deletes" },
);
