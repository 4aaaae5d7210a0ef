/**
 * Todoist's CSV of a project (its template export, and each file of its backups): tasks with their comments below them, in sections.
 * Columns: TYPE, CONTENT, DESCRIPTION, PRIORITY (1 is the highest of 4), INDENT (1 to 5), DATE and DEADLINE in words of DATE_LANG, TIMEZONE,
 * DURATION with DURATION_UNIT. It holds open tasks only, and no ids: a task is known by its project, what it is part of, and its text.
 */
import { createHash } from "node:crypto";
import type * as z from "zod/mini";
import { zoneRead } from "#core/identity/zone";
import { type CsvPosition, type CsvRecord, csvRecords } from "#core/ingest/csv";
import { type Planning, type Reading, type Source, type Unit, UnreadableSource } from "#core/ingest/importer";
import { zipMembers } from "#core/ingest/zip";
import { languageOf, parse, type Understood } from "#core/work/quick-add";
import type { Moment } from "#core/work/quick-add-dates";
import type { Language } from "#core/work/quick-add-reader";
import { taskErrors, taskReasons } from "#core/work/sayings";
import { decide, fitting, type ImportedProject, type ImportedTask, labelled, targets } from "#core/work/task-import";
import { priorities } from "#core/work/tasks.sql";
import type { todoistOptions } from "#core/work/todoist-options";
import { cut } from "#kit/text";
import { timeZoneOf } from "#kit/time-zones";

type Options = z.output<typeof todoistOptions>;

interface TodoistTask {
  what: "task";
  key: string;
  projectKey: string;
  parentKey?: string;
  section: string;
  fields: CsvRecord["fields"];
  comments: string[];
  sortOrder: number;
}

export const todoistCsv: Reading<ImportedProject | TodoistTask, Options, typeof targets> = {
  targets,
  repeats: true,
  read: (source, cursor, options) => readProject(source, cursor, options.project ?? projectNameOf(source.name)),
  identity: ({ key }) => key,
  refersTo: (row) => (row.what === "task" ? [row.projectKey, ...(row.parentKey ? [row.parentKey] : [])] : []),
  contentOf: (row) => (row.what === "task" ? { ...row, sortOrder: undefined } : row),
  titleOf: (row) => (row.what === "task" ? row.fields.content! : row.name),
  plan: planTodoist,
};

/** A backup: a zip file with the CSV of each project. */
export const todoistBackup: Reading<ImportedProject | TodoistTask, unknown, typeof targets> = {
  ...todoistCsv,
  read: readBackup,
};

/** The number of the member that is read, and the place in it. */
type BackupPlace = [member: number, cursor: string | null];

async function* readBackup(
  source: Source,
  cursor: string | undefined,
): AsyncGenerator<Unit<ImportedProject | TodoistTask>> {
  const members = (await zipMembers(source)).filter(
    ({ name }) => /\.csv$/i.test(name) && !name.startsWith("__MACOSX/"),
  );
  if (members.length === 0) throw new UnreadableSource(taskErrors("todoist_no_csv"));
  const [from, inner] = cursor ? (JSON.parse(cursor) as BackupPlace) : [0, null];
  let packedBefore = members.slice(0, from).reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  for (const [at, member] of members.entries()) {
    if (at < from) continue;
    const place = at === from ? (inner ?? undefined) : undefined;
    for await (const unit of readProject(member.source, place, projectNameOf(member.name))) {
      const share = member.sizeBytes === 0 ? 1 : unit.readBytes / member.sizeBytes;
      const next = JSON.stringify([at, unit.next] satisfies BackupPlace);
      yield { ...unit, next, readBytes: packedBefore + Math.floor(member.packedBytes * share) };
    }
    packedBefore += member.packedBytes;
  }
}

/** `Home [6Crg8jQ886Wh4P5g].csv` → `Home`; a text without a name is a project called Todoist. */
export const projectNameOf = (fileName: string): string =>
  fileName
    .replace(/^.*[/\\]/, "")
    .replace(/\.csv$/i, "")
    .replace(/ *\[[\w-]+\]$/, "")
    .trim() || "Todoist";

/** Where reading goes on: the next record, and what is above it. */
interface Place {
  at?: CsvPosition;
  section: string;
  /** The keys of the task before and of those that it is part of, the outermost first. */
  above: string[];
  tasks: number;
}

/** The project itself, and then its tasks. */
export async function* readProject(
  source: Source,
  cursor: string | undefined,
  projectName: string,
): AsyncGenerator<Unit<ImportedProject | TodoistTask>> {
  const project: ImportedProject = { what: "project", key: keyOf("project", projectName), name: projectName };
  const place: Place = cursor ? (JSON.parse(cursor) as Place) : { section: "", above: [], tasks: 0 };
  const next = () => JSON.stringify(place);
  let task: { line: number; row: TodoistTask } | undefined;
  let commented = 0;
  const taken = (): Unit<TodoistTask> => ({ ...task!, next: next(), readBytes: place.at!.byte });
  if (!cursor) {
    // Whether it is such a file at all is seen by its first line.
    const records = csvRecords(source, undefined, NEEDS);
    await records.next();
    await records.return(undefined);
    yield { line: 1, next: next(), readBytes: 0, row: project };
  }
  for await (const record of csvRecords(source, place.at, NEEDS)) {
    const type = record.fields.type!.toLowerCase();
    const { content } = record.fields;
    if (type === "note" && task) {
      // More than a description takes is not held, however many follow.
      const comment = commentOf(record.fields);
      commented += comment.length;
      if (commented <= MAX_COMMENTS) task.row.comments.push(comment);
    } else if (task) {
      yield taken();
      task = undefined;
    }
    place.at = record.next;
    if (type === "section") {
      place.section = cut(content!, MAX_SECTION);
      place.above = [];
    }
    if (type !== "task") continue;
    const at = { line: record.line, next: next(), readBytes: record.next.byte };
    const indent = Number(record.fields.indent || 1);
    if (!content) yield { ...at, problem: taskReasons("todoist_no_text") };
    else if (!(indent >= 1 && indent <= Math.min(place.above.length + 1, MAX_INDENT)))
      yield { ...at, problem: taskReasons("todoist_indent") };
    else {
      const parentKey = place.above[indent - 2];
      const key = keyOf(project.key, parentKey ?? place.section, content);
      place.above = [...place.above.slice(0, indent - 1), key];
      const { section } = place;
      const row: TodoistTask = {
        what: "task",
        key,
        projectKey: project.key,
        parentKey,
        section,
        fields: record.fields,
        comments: [],
        sortOrder: place.tasks++,
      };
      task = { line: record.line, row };
      commented = 0;
    }
  }
  if (task) yield taken();
}

/** The section and what is above a task are part of the cursor, which has to stay short whatever a file says. */
const MAX_SECTION = 500;
const MAX_INDENT = 5;
/** In characters, of all comments of a task. */
const MAX_COMMENTS = 20_000;

const NEEDS = { needs: ["type", "content"] };

const keyOf = (...parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

const commentOf = ({ content, author, date }: CsvRecord["fields"]) =>
  `${[date?.slice(0, 10), author?.replace(/ *\(\d+\)$/, "")].filter(Boolean).join(", ")}: ${content}`.replace(
    /^: /,
    "",
  );

async function planTodoist({ ctx, rows, now }: Planning<ImportedProject | TodoistTask, unknown>) {
  const [zone] = await ctx.db.batch([zoneRead()]);
  const tasks = rows.map(async (one) => ({
    ...one,
    row: one.row.what === "project" ? one.row : await taskOf(one.row, { now, zone }),
  }));
  return decide(ctx, await Promise.all(tasks));
}

/** The task in LifeOS's terms: what of its dates is not understood stands in the description as it was written. */
async function taskOf(row: TodoistTask, { now, zone }: { now: Date; zone: string }): Promise<ImportedTask> {
  const { fields, comments, section, what, key, projectKey, parentKey, sortOrder } = row;
  const timezone = timeZoneOf(fields.timezone ?? "") ?? zone;
  const moment = { now, zone: timezone };
  const due = understood(fields.date, moment, await languageOf(fields.date_lang));
  const deadline = understood(fields.deadline, moment, await languageOf(fields.deadline_lang));
  const left = [due === null && `Due: ${fields.date}`, deadline === null && `Deadline: ${fields.deadline}`];
  const labels = [...fields.content!.matchAll(LABEL)].map(([, label]) => label!);
  const said = [fields.description, ...left, comments.length > 0 && `Comments:\n${comments.join("\n")}`];
  const isMinutes = fields.duration_unit?.toLowerCase() === "minute" && /^\d{1,6}$/.test(fields.duration!);
  return {
    what,
    key,
    projectKey,
    parentKey,
    sortOrder,
    ...fitting(fields.content!.replace(LABEL, "").trim() || fields.content!, said.filter(Boolean).join("\n\n")),
    priority: priorities[/^[1-4]$/.test(fields.priority ?? "") ? 4 - Number(fields.priority) : 0]!,
    labels: labelled([...(section ? [section] : []), ...labels]),
    ...(isMinutes && { estimatedMinutes: Number(fields.duration) }),
    ...timesOf(due, deadline, timezone),
  };
}

const LABEL = /(?<=^|\s)@([^\s@]+)\s*/g;

/** A date in words: undefined when there is none, null when it is not understood. */
function understood(
  text: string | undefined,
  moment: Moment,
  language: Language | undefined,
): Understood | null | undefined {
  if (!text) return undefined;
  const parsed = parse(`task ${text}`, moment, language);
  return parsed.title === "task" && parsed.dueDate !== null ? parsed : null;
}

/** A task with a deadline is due then, and planned for its date. */
function timesOf(
  date: Understood | null | undefined,
  deadline: Understood | null | undefined,
  timezone: string,
): Partial<ImportedTask> {
  const isPlanned = deadline && date && date.recurrenceRule === null;
  const due = isPlanned ? deadline : (date ?? deadline);
  if (!due) return {};
  return {
    dueDate: due.dueDate!,
    ...(due.dueAt !== null && { dueAt: due.dueAt }),
    ...(isPlanned && { scheduledDate: date.dueDate! }),
    ...(due.recurrenceRule !== null && {
      recurrenceRule: due.recurrenceRule,
      recurrenceTimezone: timezone,
      recurrenceBasis: due.recurrenceBasis,
    }),
  };
}
