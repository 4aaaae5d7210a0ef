/** Suggestions of the system: proposals that wait for approval and are measured later, and drafts of mail. */

import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { agentRuns } from "#core/cortex/agents.sql";
import { insights } from "#core/cortex/insights.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { freeForm } from "#core/platform/free-form";
import { SentencesCoded } from "#core/platform/told";
import { jsonAtMost } from "#kit/check";
import { instant, integer, json, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

export const proposalKinds = ["task", "time_block", "budget", "routine", "habit", "transaction", "other"] as const;
/** One that is accepted is applied in the same breath; `accepted` is for changes that are made elsewhere, of which there are none yet. */
export const proposalStatuses = ["open", "accepted", "rejected", "expired", "applied", "undone"] as const;
export const verdicts = ["better", "worse", "cannot_tell"] as const;
export const makers = ["rules", "model"] as const;

/**
 * The change of a proposal: fields of the row as in its API, and the row's id unless the row is new. To divide a row makes parts of it, which are
 * the `steps` of its fields.
 */
export const proposedChange = z.strictObject({
  action: z.enum(["create", "update", "delete", "divide"]),
  id: z.optional(z.guid()),
  fields: z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(20_000)),
  /** What these fields were when it was proposed. */
  from: z.optional(z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(20_000))),
});

/** What it takes to undo it: the columns before, and the rows that were made. */
export const appliedChange = z.strictObject({
  before: z.optional(freeForm(50_000)),
  made: z.optional(z.array(z.guid()).check(z.maxLength(20))),
});

const DAYS_OPEN = 14;

export const proposals = owned(
  "proposals",
  {
    insightId: uuid().references(() => insights.id, { onDelete: "set null" }),
    agentRunId: uuid().references(() => agentRuns.id, { onDelete: "set null" }),
    kind: oneOf(...proposalKinds).notNull(),
    /** What is proposed, by its code; null where a model wrote it. The body says why. */
    title: text(300).notNull().default(""),
    titleCoded: json(Coded),
    body: text(5000),
    bodyCoded: json(SentencesCoded),
    madeBy: oneOf(...makers)
      .notNull()
      .default("rules"),
    /** The rule that made it. */
    maker: text(60),
    /** By which the same proposal is known again. */
    dedupeKey: text(300),
    change: json(proposedChange).notNull(),
    /** The row that it changes, and the version that it was made from. */
    targetId: uuid(),
    targetVersion: integer(),
    status: oneOf(...proposalStatuses)
      .notNull()
      .default("open"),
    expiresAt: instant()
      .notNull()
      .default(sql.raw(`now() + interval '${DAYS_OPEN} days'`)),
    decidedAt: instant(),
    applied: json(appliedChange),
    undoneAt: instant(),
    /** What is looked at two weeks after it was accepted, and whether more of it is better; said before anybody has looked. */
    outcomeMetric: text(100),
    outcomeBetter: oneOf("higher", "lower"),
    outcomeBefore: numeric(),
    outcomeAfter: numeric(),
    /** The step that the metric took, in standard deviations of its normal scores, and its interval of 95 %. */
    outcomeStep: numeric(),
    outcomeLow: numeric(),
    outcomeHigh: numeric(),
    outcomeP: numeric({ min: 0, max: 1 }),
    outcomeDays: integer({ min: 0 }),
    verdict: oneOf(...verdicts),
    measuredAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("proposals_user").on(t.userId, sql`id desc`),
    index("proposals_user_status").on(t.userId, t.status, sql`id desc`),
    index("proposals_insight").on(t.insightId).where(sql`insight_id is not null`),
    index("proposals_agent_run").on(t.agentRunId).where(sql`agent_run_id is not null`),
    // The same is open once.
    uniqueIndex("proposals_open").on(t.userId, t.dedupeKey).where(sql`status = 'open' and dedupe_key is not null`),
    // Applied proposals that were not measured yet.
    index("proposals_to_measure").on(t.decidedAt).where(sql`status = 'applied' and measured_at is null`),
  ],
  { deletedForGood: "what was proposed and decided is a record, which nobody deletes", title: "title" },
);

export const draftMailProblems = ["refused", "unanswered"] as const;

export const emailDrafts = owned(
  "email_drafts",
  {
    toAddresses: strings(50, 320).notNull().default(sql`'{}'`),
    subject: text(998).notNull().default(""),
    bodyText: text(100_000).notNull().default(""),
    inReplyToEmailId: uuid().references(() => inboundEmails.id, { onDelete: "set null" }),
    status: oneOf("draft", "sent", "discarded").notNull().default("draft"),
    sentAt: instant(),
    /** What became of the mail that its person asked for. */
    mailStatus: oneOf("requested", "mailed", "failed"),
    mailProblem: oneOf(...draftMailProblems),
    mailAttempt: integer().notNull().default(0),
    madeBy: oneOf("person", ...makers)
      .notNull()
      .default("person"),
    ...versioned(),
  },
  (t) => [
    index("email_drafts_user").on(t.userId, sql`id desc`),
    index("email_drafts_in_reply_to").on(t.inReplyToEmailId).where(sql`in_reply_to_email_id is not null`),
    index("email_drafts_unmailed").on(t.userId).where(sql`mail_status = 'requested'`),
    check("email_drafts_sent_check", sql`(status = 'sent') = (sent_at is not null)`),
  ],
  { title: "subject" },
);
