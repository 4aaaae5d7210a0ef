/**
 * Conversations. Messages form a tree, so that an earlier one can be said or answered again; what is read is the path from the active
 * leaf up to the first message. What an answer proposes to do waits for an approval.
 */

import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { personas } from "#core/identity/users.sql";
import { freeForm } from "#core/platform/free-form";
import { jsonAtMost } from "#kit/check";
import { boolean, instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

export const messageRoles = ["system", "user", "assistant", "tool"] as const;
/** By whom a message was made: by the person, by the rules that need no model, or by a model. */
export const messageMakers = ["person", "rules", "model"] as const;
/** An aborted one has what had come when it was stopped. */
export const messageStatuses = ["complete", "aborted"] as const;
export const approvalStatuses = ["open", "approved", "declined"] as const;

export const MAX_LINES = 100;
export const MAX_CITATIONS = 20;

/** Items of a model's output, as its provider gave them. */
export const messageMetadata = z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(50_000));

/** The lines of an answer by their codes; null where a model or a person wrote it. */
export const messageLines = z.array(Coded).check(z.maxLength(MAX_LINES));

/** The rows that an answer rests on, with the passage of each that was read. */
export const messageCitations = z
  .array(
    z.strictObject({
      type: z.string().check(z.maxLength(60)),
      id: z.guid(),
      pillar: z.string().check(z.maxLength(40)),
      title: z.string().check(z.maxLength(1_000)),
      passage: z.nullable(z.string().check(z.maxLength(1_000))),
    }),
  )
  .check(z.maxLength(MAX_CITATIONS));

export const conversations = owned(
  "conversations",
  {
    title: text(300),
    model: text(100),
    isVoice: boolean().notNull().default(false),
    /** A persona narrows what may be read here. */
    personaId: uuid().references(() => personas.id, { onDelete: "set null" }),
    /** The last message of the path that is read. It has no foreign key, since messages refer to conversations. */
    activeLeafId: uuid(),
    startedAt: instant().notNull().default(sql`now()`),
    archivedAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("conversations_user").on(t.userId, sql`id desc`),
    index("conversations_persona").on(t.personaId).where(sql`persona_id is not null`),
  ],
  { private: true },
);

export const messages = owned(
  "messages",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    role: oneOf(...messageRoles).notNull(),
    content: text(100_000).notNull(),
    lines: json(messageLines),
    citations: json(messageCitations).notNull().default(sql`'[]'`),
    madeBy: oneOf(...messageMakers)
      .notNull()
      .default("person"),
    status: oneOf(...messageStatuses)
      .notNull()
      .default("complete"),
    isVoice: boolean().notNull().default(false),
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
  { private: true, deletedForGood: "they are parts of a conversation and come back with it" },
);

/** What an answer proposes to do, by the operation that would do it. It is done once, when the person approves of just this. */
export const toolApprovals = owned(
  "tool_approvals",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    operation: text(100).notNull(),
    arguments: json(freeForm(20_000)).notNull(),
    /** SHA-256 of operation and arguments, which an approval names: nothing else is approved. */
    argumentsHash: text(64).notNull(),
    status: oneOf(...approvalStatuses)
      .notNull()
      .default("open"),
    expiresAt: instant().notNull(),
    decidedAt: instant(),
    /** The row that came of it. */
    resultType: text(60),
    resultId: uuid(),
    ...versioned(),
  },
  (t) => [
    index("tool_approvals_user").on(t.userId, sql`id desc`),
    index("tool_approvals_conversation").on(t.conversationId, sql`id desc`),
    index("tool_approvals_message").on(t.messageId),
    check("tool_approvals_decided_check", sql`(status = 'open') = (decided_at is null)`),
  ],
  { private: true, deletedForGood: "what was proposed and decided is a record, which nobody deletes" },
);
