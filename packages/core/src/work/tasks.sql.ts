/** Tasks of people, households and agents, and their dependencies. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { agentRuns } from "#core/cortex/agents.sql";
import { users } from "#core/identity/users.sql";
import { wholePlace } from "#core/platform/places";
import { routineRuns } from "#core/rhythm/routines.sql";
import { goals, lifeDomains, sprints } from "#core/work/life-domains.sql";
import { projects } from "#core/work/projects.sql";
import {
  boolean,
  day,
  instant,
  integer,
  json,
  numeric,
  oneOf,
  ranked,
  strings,
  text,
  uuid,
  versioned,
  zone,
} from "#kit/columns";
import { child, shared } from "#kit/table";

/** `running`, `needing_input` and `failed` belong to agents. */
export const taskStatuses = [
  "backlog",
  "pending",
  "scheduled",
  "in_progress",
  "running",
  "needing_input",
  "blocked",
  "completed",
  "failed",
  "cancelled",
] as const;
export const taskCategories = ["chore", "errand", "project", "work", "health"] as const;
/** The column holds the index of a priority in this list, so that it sorts. */
export const priorities = ["low", "medium", "high", "critical"] as const;
export const energyLevels = ["low", "medium", "high"] as const;

/** Almost two years of work without a break. */
const MAX_MINUTES = 1_000_000;

/** The steps that a model proposes for a task. */
export const taskBreakdown = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        title: z.string().check(z.minLength(1), z.maxLength(500)),
        estimatedMinutes: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
        energyLevel: z.optional(z.enum(energyLevels)),
      }),
    )
    .check(z.maxLength(50)),
  notes: z.optional(z.string().check(z.maxLength(2000))),
});

export const tasks = shared(
  "tasks",
  {
    scope: oneOf("personal", "household").notNull().default("personal"),
    assigneeId: uuid().references(() => users.id, { onDelete: "set null" }),
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    goalId: uuid().references(() => goals.id, { onDelete: "set null" }),
    projectId: uuid().references(() => projects.id, { onDelete: "set null" }),
    sprintId: uuid().references(() => sprints.id, { onDelete: "set null" }),
    parentTaskId: uuid().references((): AnyPgColumn => tasks.id, { onDelete: "set null" }),
    title: text(500).notNull(),
    description: text(20_000),
    status: oneOf(...taskStatuses)
      .notNull()
      .default("pending"),
    category: oneOf(...taskCategories),
    priority: ranked(...priorities)
      .notNull()
      .default(sql`1`),
    energyLevel: oneOf(...energyLevels)
      .notNull()
      .default("medium"),
    estimatedMinutes: integer({ min: 0, max: MAX_MINUTES }),
    actualMinutes: integer({ min: 0, max: MAX_MINUTES }),
    dueDate: day(),
    // Only for a task with a time of day; due_date follows it.
    dueAt: instant(),
    scheduledDate: day(),
    scheduledStart: instant(),
    scheduledEnd: instant(),
    isQuickWin: boolean().notNull().default(false),
    /** Whether its time is billed to somebody. */
    billable: boolean().notNull().default(false),
    recurrenceRule: text(500),
    recurrenceTimezone: zone(),
    recurrenceBasis: oneOf("due_date", "completion").notNull().default("due_date"),
    recurrenceParentId: uuid().references((): AnyPgColumn => tasks.id, { onDelete: "set null" }),
    labels: strings(50, 100).notNull().default(sql`'{}'`),
    locationName: text(300),
    latitude: numeric({ min: -90, max: 90, pair: "longitude" }),
    longitude: numeric({ min: -180, max: 180 }),
    aiSuggestedTime: instant(),
    aiBreakdown: json(taskBreakdown),
    aiContext: text(10_000),
    routineRunId: uuid().references(() => routineRuns.id, { onDelete: "set null" }),
    agentRunId: uuid().references((): AnyPgColumn => agentRuns.id, { onDelete: "set null" }),
    completedAt: instant(),
    completedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    sortOrder: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("tasks_user").on(t.userId, sql`id desc`),
    index("tasks_user_status").on(t.userId, t.status, sql`id desc`),
    index("tasks_user_due").on(t.userId, t.dueDate).where(sql`due_date is not null`),
    index("tasks_user_scheduled").on(t.userId, t.scheduledDate).where(sql`scheduled_date is not null`),
    index("tasks_household").on(t.householdId, t.status, sql`id desc`).where(sql`household_id is not null`),
    // Most tasks have no value here: partial indexes keep writes cheap.
    index("tasks_assignee").on(t.assigneeId).where(sql`assignee_id is not null`),
    index("tasks_life_domain").on(t.lifeDomainId).where(sql`life_domain_id is not null`),
    index("tasks_goal").on(t.goalId).where(sql`goal_id is not null`),
    index("tasks_project").on(t.projectId).where(sql`project_id is not null`),
    index("tasks_sprint").on(t.sprintId).where(sql`sprint_id is not null`),
    index("tasks_parent").on(t.parentTaskId).where(sql`parent_task_id is not null`),
    index("tasks_recurrence_parent").on(t.recurrenceParentId).where(sql`recurrence_parent_id is not null`),
    index("tasks_routine_run").on(t.routineRunId).where(sql`routine_run_id is not null`),
    index("tasks_agent_run").on(t.agentRunId).where(sql`agent_run_id is not null`),
    index("tasks_completed_by").on(t.completedBy).where(sql`completed_by is not null`),
    check("tasks_due_check", sql`due_at is null or due_date is not null`),
    check("tasks_scheduled_check", sql`scheduled_end >= scheduled_start`),
    check("tasks_scheduled_end_check", sql`scheduled_end is null or scheduled_start is not null`),
    check("tasks_place_check", wholePlace()),
    check("tasks_recurrence_check", sql`recurrence_rule is null or recurrence_timezone is not null`),
    // Longer cycles cannot be checked within a row; a trigger refuses them.
    check("tasks_parent_check", sql`parent_task_id <> id`),
  ],
  { within: { projectId: "projects", goalId: "goals", parentTaskId: "tasks" }, title: "title" },
);

export const taskDependencies = child(
  "task_dependencies",
  { table: tasks, key: "task_id" },
  {
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    blockedByTaskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
  },
  (t) => [
    uniqueIndex("task_dependencies_pair").on(t.taskId, t.blockedByTaskId),
    index("task_dependencies_blocked_by").on(t.blockedByTaskId),
    check("task_dependencies_self_check", sql`task_id <> blocked_by_task_id`),
  ],
);
