/**
 * Vikunja's export: a zip file with `data.json`, an array of projects, each with its tasks and their labels, comments and relations. Its
 * subtasks are tasks with a relation to their parent, which may stand anywhere, so that the file is read once for each level.
 */

import * as z from "zod/mini";
import { zoneRead } from "#core/identity/zone";
import { htmlText } from "#core/ingest/html-text";
import type { Planning, Reading, Source, Unit } from "#core/ingest/importer";
import { UnreadableSource } from "#core/ingest/importer";
import { type JsonPosition, jsonLists } from "#core/ingest/json-lists";
import { type ZipMember, zipMembers } from "#core/ingest/zip";
import { taskErrors, taskReasons } from "#core/work/sayings";
import { decide, fitting, type ImportedProject, type ImportedTask, labelled, targets } from "#core/work/task-import";
import type { priorities } from "#core/work/tasks.sql";
import { cut } from "#kit/text";

/** Whatever else it has is of no use here. Absent times are written as the first instant of the year 1. */
const Time = z.optional(z.nullable(z.string()));
const Related = z.looseObject({ id: z.number(), created: Time });
const Task = z.looseObject({
  id: z.number(),
  title: z.string(),
  description: z.optional(z.string()),
  done: z.optional(z.boolean()),
  done_at: Time,
  due_date: Time,
  start_date: Time,
  end_date: Time,
  repeat_after: z.optional(z.number()),
  repeat_mode: z.optional(z.number()),
  priority: z.optional(z.number()),
  created: Time,
  labels: z.optional(z.nullable(z.array(z.looseObject({ title: z.string() })))),
  comments: z.optional(
    z.nullable(
      z.array(
        z.looseObject({
          comment: z.string(),
          created: Time,
          author: z.optional(
            z.nullable(z.looseObject({ name: z.optional(z.string()), username: z.optional(z.string()) })),
          ),
        }),
      ),
    ),
  ),
  related_tasks: z.optional(z.nullable(z.looseObject({ parenttask: z.optional(z.nullable(z.array(Related))) }))),
});
type Task = z.output<typeof Task>;

const Project = z.looseObject({
  id: z.number(),
  title: z.string(),
  description: z.optional(z.string()),
  is_archived: z.optional(z.boolean()),
  created: Time,
});

interface VikunjaTask {
  what: "task";
  key: string;
  projectKey: string;
  parentKey?: string;
  task: Task;
  sortOrder: number;
}

export const vikunjaExport: Reading<ImportedProject | VikunjaTask, unknown, typeof targets> = {
  targets,
  read: readExport,
  identity: ({ key }) => key,
  refersTo: (row) => (row.what === "task" ? [row.projectKey, ...(row.parentKey ? [row.parentKey] : [])] : []),
  contentOf: (row) => (row.what === "task" ? { ...row, sortOrder: undefined } : row),
  titleOf: (row) => (row.what === "task" ? row.task.title : row.name),
  plan: planVikunja,
};

/** It is read from its beginning in each slice, which has a minute. */
const MAX_DATA_BYTES = 512 * 1024 ** 2;

/** Ids are those of a server, of which there are many; with the time of creation they are unlikely to be another's. */
const keyOf = (what: "project" | "task", { id, created }: { id: number; created?: string | null }) =>
  `${what} ${id} ${cut(created ?? "", MAX_TIME)}`;

/** In characters; keys are part of the cursor, which has to stay short whatever a file says. */
const MAX_TIME = 50;

/** Where reading goes on: the level of subtasks, the place in the file, and the project that it is in. */
interface Place {
  level: number;
  at?: JsonPosition;
  projectKey: string;
  seen: number;
}

async function* readExport(
  source: Source,
  cursor: string | undefined,
): AsyncGenerator<Unit<ImportedProject | VikunjaTask>> {
  const data = (await zipMembers(source)).find(({ name }) => name === "data.json");
  if (!data) throw new UnreadableSource(taskErrors("vikunja_no_data"));
  if (data.sizeBytes > MAX_DATA_BYTES)
    throw new UnreadableSource(taskErrors("vikunja_too_large", { maxMb: MAX_DATA_BYTES / 1024 ** 2 }));
  const levelOf = await levelsOf(data);
  const place: Place = cursor ? (JSON.parse(cursor) as Place) : { level: 0, projectKey: "", seen: 0 };
  const levels = levelOf.deepest + 1;
  for (
    ;
    place.level < levels;
    Object.assign(place, { level: place.level + 1, at: undefined, projectKey: "", seen: 0 })
  ) {
    for await (const piece of jsonLists(data.source, "tasks", place.at)) {
      place.at = piece.next;
      const share = (place.level + piece.next.byte / Math.max(data.sizeBytes, 1)) / levels;
      const unit = () => ({
        line: place.seen,
        next: JSON.stringify(place),
        readBytes: Math.floor(source.sizeBytes * share),
      });
      if ("object" in piece) {
        const project = Project.safeParse(piece.object);
        place.projectKey = project.success ? keyOf("project", project.data) : "";
        place.seen++;
        if (place.level > 0) continue;
        if (!project.success) yield { ...unit(), problem: taskReasons("vikunja_project") };
        // What Vikunja makes up, such as the project of all favourites, has ids below zero.
        else if (project.data.id > 0) {
          const { title: name, description, is_archived: isArchived } = project.data;
          const text = description ? htmlText(description) : "";
          yield { ...unit(), row: { what: "project", key: place.projectKey, name, description: text, isArchived } };
        }
        continue;
      }
      place.seen++;
      const task = Task.safeParse(piece.element);
      if (!task.success || !task.data.title.trim()) {
        if (place.level === 0) yield { ...unit(), problem: taskReasons("vikunja_task") };
        continue;
      }
      if (levelOf.task(task.data.id) !== place.level) continue;
      const [parent] = task.data.related_tasks?.parenttask ?? [];
      const key = keyOf("task", task.data);
      const { related_tasks: _, ...own } = task.data;
      const row = {
        what: "task",
        key,
        projectKey: place.projectKey,
        parentKey: parent && keyOf("task", parent),
        task: own,
        sortOrder: place.seen,
      } as const;
      yield { ...unit(), row };
    }
  }
}

const MAX_LEVELS = 50;
/** What is above each of them is in memory. */
const MAX_SUBTASKS = 200_000;

/** How deep each task is below others. Only the ids of those that are below another are held. */
async function levelsOf(data: ZipMember): Promise<{ deepest: number; task(id: number): number }> {
  const parents = new Map<number, number>();
  for await (const piece of jsonLists(data.source, "tasks", undefined)) {
    const task = "element" in piece ? Task.safeParse(piece.element) : undefined;
    const parent = task?.data?.related_tasks?.parenttask?.[0];
    if (parent) parents.set(task.data!.id, parent.id);
    if (parents.size > MAX_SUBTASKS) throw new UnreadableSource(taskErrors("vikunja_subtasks", { max: MAX_SUBTASKS }));
  }
  function task(id: number): number {
    let level = 0;
    // A circle ends as what is too deep does: at the top.
    for (let above = parents.get(id); above !== undefined; above = parents.get(above))
      if (++level > MAX_LEVELS) return 0;
    return level;
  }
  let deepest = 0;
  for (const id of parents.keys()) deepest = Math.max(deepest, task(id));
  return { deepest, task };
}

async function planVikunja({ ctx, rows }: Planning<ImportedProject | VikunjaTask, unknown>) {
  const [zone] = await ctx.db.batch([zoneRead()]);
  return decide(
    ctx,
    rows.map((one) => ({
      ...one,
      row: one.row.what === "project" ? one.row : taskOf(one.row, zone, (key) => one.idOf(key) !== undefined),
    })),
  );
}

/** The task in LifeOS's terms. A parent that is not in the export is left out. */
function taskOf(row: VikunjaTask, zone: string, isHere: (key: string) => boolean): ImportedTask {
  const { task, what, key, projectKey, parentKey, sortOrder } = row;
  const comments = (task.comments ?? []).map(({ comment, created, author }) =>
    `${[timeOf(created)?.slice(0, 10), author?.name || author?.username].filter(Boolean).join(", ")}: ${htmlText(comment)}`.replace(
      /^: /,
      "",
    ),
  );
  const dueAt = timeOf(task.due_date);
  const rule = ruleOf(task);
  const isKept = rule && dueAt;
  const [start, end] = [timeOf(task.start_date), timeOf(task.end_date)];
  const said = [
    task.description && htmlText(task.description),
    rule !== undefined && !isKept && repetitionOf(task),
    comments.length > 0 && `Comments:\n${comments.join("\n")}`,
  ];
  return {
    what,
    key,
    projectKey,
    ...(parentKey !== undefined && isHere(parentKey) && { parentKey }),
    sortOrder,
    ...fitting(task.title.trim(), said.filter(Boolean).join("\n\n")),
    priority: PRIORITIES[task.priority ?? 0] ?? "medium",
    labels: labelled((task.labels ?? []).map(({ title }) => title)),
    ...(dueAt && { dueAt }),
    ...(start && { scheduledStart: start }),
    ...(start && end && end >= start && { scheduledEnd: end }),
    ...(isKept && {
      recurrenceRule: rule,
      recurrenceTimezone: zone,
      recurrenceBasis: task.repeat_mode === FROM_NOW ? ("completion" as const) : ("due_date" as const),
    }),
    ...(task.done && { completedAt: timeOf(task.done_at) ?? timeOf(task.created) ?? dueAt ?? FIRST }),
  };
}

/** 0 is unset; 4 is urgent and 5 “do now”. */
const PRIORITIES: readonly (typeof priorities)[number][] = ["medium", "low", "medium", "high", "critical", "critical"];

const FIRST = "1970-01-01T00:00:00.000Z";

/** An instant; undefined for one that is absent or no time. */
function timeOf(text: string | null | undefined): string | undefined {
  const at = text && !text.startsWith("0001-") ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

const DAY_SECONDS = 86_400;
const MONTHLY = 1;
const FROM_NOW = 2;

/** The rule of RFC 5545; null for a repetition that is none of whole days, undefined for none. */
function ruleOf({ repeat_after: seconds = 0, repeat_mode: mode = 0 }: Task): string | null | undefined {
  // On the day of the month on which it is due.
  if (mode === MONTHLY) return "FREQ=MONTHLY";
  if (seconds <= 0) return undefined;
  const days = seconds / DAY_SECONDS;
  if (!Number.isInteger(days) || days > 7_000) return null;
  return days % 7 === 0 ? `FREQ=WEEKLY;INTERVAL=${days / 7}` : days <= 1_000 ? `FREQ=DAILY;INTERVAL=${days}` : null;
}

/** The repetition in words, of a task that cannot repeat here: LifeOS repeats by whole days, what has a day on which it is due. */
function repetitionOf({ repeat_after: seconds = 0, repeat_mode: mode }: Task): string {
  if (mode === MONTHLY) return "Repeats every month";
  const [unit, of] = UNITS.find(([, each]) => seconds % each === 0)!;
  return `Repeats every ${seconds / of} ${unit}`;
}

const UNITS = [
  ["days", DAY_SECONDS],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;
