/** Runs of agents and every step they took. */

import { sql } from "drizzle-orm";
import { check, index, pgTable, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { jsonAtMost } from "#kit/check";
import { instant, integer, json, oneOf, text, uuid, versioned } from "#kit/columns";
import { child, owned } from "#kit/table";

// Tasks refer to runs and runs to tasks, but two modules cannot import each other. So this is a minimal declaration of the tasks
// table, for the foreign key only.
const tasks = pgTable("tasks", { id: uuid().primaryKey() });

export const agentRunStatuses = ["queued", "running", "needing_input", "completed", "failed", "cancelled"] as const;

/** The result of an agent, or the input or output of one of its steps. */
export const agentPayload = z.record(z.string().check(z.maxLength(100)), z.unknown()).check(jsonAtMost(200_000));

export const agentRuns = owned(
  "agent_runs",
  {
    agent: text(60).notNull(),
    goal: text(10_000).notNull(),
    taskId: uuid().references(() => tasks.id, { onDelete: "set null" }),
    status: oneOf(...agentRunStatuses)
      .notNull()
      .default("queued"),
    currentStep: text(300),
    question: text(4000),
    answer: text(10_000),
    result: json(agentPayload),
    tokenBudget: integer().notNull().default(50_000),
    tokensUsed: integer().notNull().default(0),
    error: text(4000),
    startedAt: instant(),
    endedAt: instant(),
    ...versioned(),
  },
  (t) => [
    index("agent_runs_user").on(t.userId, sql`id desc`),
    index("agent_runs_task").on(t.taskId).where(sql`task_id is not null`),
    check("agent_runs_token_budget_check", sql`token_budget > 0`),
    check("agent_runs_tokens_used_check", sql`tokens_used >= 0`),
    check("agent_runs_question_check", sql`status <> 'needing_input' or question is not null`),
  ],
  { deletedForGood: "what an agent did is a record, which nobody deletes" },
);

export const agentSteps = child(
  "agent_steps",
  { table: agentRuns, key: "agent_run_id" },
  {
    agentRunId: uuid()
      .notNull()
      .references(() => agentRuns.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    kind: oneOf("model", "tool", "question").notNull(),
    name: text(100).notNull(),
    input: json(agentPayload),
    output: json(agentPayload),
    tokens: integer().notNull().default(0),
    durationMs: integer(),
  },
  (t) => [
    uniqueIndex("agent_steps_position").on(t.agentRunId, t.position),
    check("agent_steps_position_check", sql`position >= 0`),
    check("agent_steps_tokens_check", sql`tokens >= 0`),
    check("agent_steps_duration_ms_check", sql`duration_ms >= 0`),
  ],
);
