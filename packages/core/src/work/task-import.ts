/** What importers of tasks have in common: projects and tasks as every program has them, and what becomes of them here. */
import { sql } from "drizzle-orm";
import type { Decision, Planned, Target } from "#core/ingest/importer";
import { rowReasons } from "#core/ingest/sayings";
import { ProjectEvents, TaskEvents } from "#core/work/events";
import { projects } from "#core/work/projects.sql";
import { taskReasons } from "#core/work/sayings";
import * as Tasks from "#core/work/tasks";
import { type priorities, tasks } from "#core/work/tasks.sql";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";
import { cut } from "#kit/text";

export interface ImportedProject {
  what: "project";
  /** What it is identified by among everything of its family. */
  key: string;
  name: string;
  description?: string;
  isArchived?: boolean;
}

export interface ImportedTask {
  what: "task";
  key: string;
  /** The keys of the project that holds it, and of the task that it is part of; both come before it. */
  projectKey?: string;
  parentKey?: string;
  title: string;
  description?: string;
  priority: (typeof priorities)[number];
  labels: string[];
  /** `YYYY-MM-DD`, or with a time of day the instant. */
  dueDate?: string;
  dueAt?: string;
  scheduledDate?: string;
  scheduledStart?: string;
  scheduledEnd?: string;
  recurrenceRule?: string;
  recurrenceTimezone?: string;
  recurrenceBasis?: "due_date" | "completion";
  estimatedMinutes?: number;
  /** When it was completed, of a completed one. */
  completedAt?: string;
  sortOrder: number;
}

export const targets = {
  project: {
    table: projects,
    emits: ProjectEvents,
    dependents: (id) => sql`select t.id from ${tasks} t where t.project_id = ${id} and t.deleted_at is null`,
  },
  task: {
    table: tasks,
    emits: TaskEvents,
    dependents: (id) => sql`select t.id from ${tasks} t where t.parent_task_id = ${id} and t.deleted_at is null`,
  },
} satisfies Record<string, Target>;

const MAX_TITLE = 500;
const MAX_PROJECT_NAME = 200;
const MAX_LABELS = 50;

/** A title that fits; what does not fit begins the description. */
export function fitting(title: string, description: string): { title: string; description: string | undefined } {
  if (title.length <= MAX_TITLE) return { title, description: cut(description, 20_000) || undefined };
  return { title: `${cut(title, MAX_TITLE - 1)}…`, description: cut(`${title}\n\n${description}`.trim(), 20_000) };
}

/** Labels as tasks take them: each once, and no more than a task has. */
export const labelled = (labels: readonly string[]): string[] =>
  [...new Set(labels.map((label) => cut(label.trim(), 100)).filter(Boolean))].slice(0, MAX_LABELS);

/**
 * What becomes of each. A new project of a name that a project of the person's already has is that project. What was imported before and
 * says something else by now is brought up to date, unless it was changed here since.
 */
export async function decide(
  ctx: Ctx,
  planned: readonly (Omit<Planned<unknown>, "row"> & { row: ImportedProject | ImportedTask })[],
): Promise<Decision<typeof targets>[]> {
  const ofTheirNames = await projectsOfNames(
    ctx,
    planned.flatMap(({ row }) => (row.what === "project" ? [row.name] : [])),
  );
  return planned.map(({ row, known, idFor, idOf }): Decision<typeof targets> => {
    if (known?.isChanged) return { action: "skip", reason: rowReasons("imported_and_changed") };
    if (row.what === "project") {
      const values = {
        name: cut(row.name, MAX_PROJECT_NAME),
        description: row.description && cut(row.description, 10_000),
        status: row.isArchived ? ("archived" as const) : ("active" as const),
      };
      if (known)
        return { action: "write", writes: [{ update: "project", id: known.entityId, version: known.version, values }] };
      const same = ofTheirNames.get(values.name);
      if (!same) return { action: "write", writes: [{ create: "project", id: idFor(), values }] };
      return {
        action: "skip",
        reason: taskReasons("project_here"),
        is: { entityType: "project", entityId: same },
      };
    }
    for (const key of [row.projectKey, row.parentKey])
      if (key !== undefined && idOf(key) === undefined)
        return { action: "refuse", reason: taskReasons("whole_missing") };
    const values = valuesOf(ctx, row, idOf);
    if (known)
      return { action: "write", writes: [{ update: "task", id: known.entityId, version: known.version, values }] };
    return { action: "write", writes: [{ create: "task", id: idFor(), values }] };
  });
}

async function projectsOfNames(ctx: Ctx, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const given = JSON.stringify(names.map((name) => cut(name, MAX_PROJECT_NAME)));
  const [rows] = await ctx.db.batch([
    read<{ id: string; name: string }>(
      sql`select distinct on (name) id, name from ${projects} where user_id = ${me} and deleted_at is null
        and name in (select jsonb_array_elements_text(${given}::jsonb)) order by name, id`,
    ),
  ]);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

function valuesOf(ctx: Ctx, task: ImportedTask, idOf: Planned<unknown>["idOf"]) {
  const { what: _, key: __, projectKey, parentKey, completedAt, ...fields } = task;
  return {
    ...Tasks.created(fields),
    projectId: projectKey && idOf(projectKey),
    parentTaskId: parentKey && idOf(parentKey),
    ...(completedAt && { status: "completed" as const, completedAt, completedBy: ctx.actor.userId }),
  };
}
