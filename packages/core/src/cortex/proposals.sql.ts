/** Suggestions of the system: proposals that wait for approval and are measured later, and drafts of mail. */

import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { agentRuns } from "#core/cortex/agents.sql";
import { insights } from "#core/cortex/insights.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { jsonAtMost } from "#kit/check";
import { instant, json, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const proposalKinds = ["task", "time_block", "budget", "routine", "habit", "transaction", "other"] as const;
export const proposalStatuses = ["open", "accepted", "rejected", "expired", "applied"] as const;

/** The change of a proposal: fields of the row as in its API, and the row's id unless the row is new. */
export const proposedChange = z.strictObject({
  action: z.enum(["create", "update", "delete"]),
  id: z.optional(z.uuid()),
  fields: z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(20_000)),
  reason: z.optional(z.string().check(z.maxLength(2000))),
});

export const proposals = owned(
  "proposals",
  {
    insightId: uuid().references(() => insights.id, { onDelete: "set null" }),
    agentRunId: uuid().references(() => agentRuns.id, { onDelete: "set null" }),
    kind: oneOf(...proposalKinds).notNull(),
    change: json(proposedChange).notNull(),
    status: oneOf(...proposalStatuses)
      .notNull()
      .default("open"),
    decidedAt: instant(),
    outcomeMetric: text(100),
    outcomeBefore: numeric(),
    outcomeAfter: numeric(),
    measuredAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("proposals_user").on(t.userId, sql`id desc`),
    index("proposals_user_status").on(t.userId, t.status, sql`id desc`),
    index("proposals_insight").on(t.insightId).where(sql`insight_id is not null`),
    index("proposals_agent_run").on(t.agentRunId).where(sql`agent_run_id is not null`),
    // Applied proposals that were not measured yet.
    index("proposals_to_measure").on(t.decidedAt).where(sql`status = 'applied' and measured_at is null`),
  ],
  { deletedForGood: "what was proposed and decided is a record, which nobody deletes" },
);

export const emailDrafts = owned(
  "email_drafts",
  {
    toAddresses: strings(50, 320).notNull().default(sql`'{}'`),
    subject: text(998).notNull().default(""),
    bodyText: text(100_000).notNull().default(""),
    inReplyToEmailId: uuid().references(() => inboundEmails.id, { onDelete: "set null" }),
    status: oneOf("draft", "sent", "discarded").notNull().default("draft"),
    sentAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("email_drafts_user").on(t.userId, sql`id desc`),
    index("email_drafts_in_reply_to").on(t.inReplyToEmailId).where(sql`in_reply_to_email_id is not null`),
    check("email_drafts_sent_check", sql`(status = 'sent') = (sent_at is not null)`),
  ],
);
