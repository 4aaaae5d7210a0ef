/** Conversations with a model. Messages form a tree, so that an earlier one can be answered again. */

import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { jsonAtMost } from "#kit/check";
import { boolean, instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const messageRoles = ["system", "user", "assistant", "tool"] as const;

/** Tool calls, citations and the like, as the model's provider gave them. */
export const messageMetadata = z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(50_000));

export const conversations = owned(
  "conversations",
  {
    title: text(300),
    model: text(100),
    isVoice: boolean().notNull().default(false),
    startedAt: instant().notNull().default(sql`now()`),
    archivedAt: instant(),
    ...versioned(),
  },
  (t) => [index("conversations_user").on(t.userId, sql`id desc`)],
);

export const messages = owned(
  "messages",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    role: oneOf(...messageRoles).notNull(),
    content: text(100_000).notNull(),
    model: text(100),
    tokenCount: integer(),
    durationMs: integer(),
    metadata: json(messageMetadata).notNull().default(sql`'{}'`),
    parentId: uuid().references((): AnyPgColumn => messages.id, { onDelete: "cascade" }),
  },
  (t) => [
    index("messages_conversation").on(t.conversationId, sql`id desc`),
    index("messages_user").on(t.userId, sql`id desc`),
    index("messages_parent").on(t.parentId).where(sql`parent_id is not null`),
    check("messages_token_count_check", sql`token_count >= 0`),
    check("messages_duration_ms_check", sql`duration_ms >= 0`),
    check("messages_parent_check", sql`parent_id <> id`),
  ],
  { deletedForGood: "they are parts of a conversation and come back with it" },
);
