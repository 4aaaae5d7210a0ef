/**
 * Many operations on tasks in one request: atomic if the caller wants it, otherwise each with an outcome of its own, in order.
 * Both are one batch of statements, so that an Idempotency-Key covers all of them; without atomicity, an operation that the
 * database refuses is found and left out with its reason, and the others are tried again.
 */

import { and, type SQL, sql } from "drizzle-orm";
import { problemOfDatabase, refusalOf } from "#cloud/problem-details";
import { TaskCompleted, TaskEvents } from "#core/work/events";
import { workFields, workRefusals } from "#core/work/sayings";
import * as Tasks from "#core/work/tasks";
import { tasks } from "#core/work/tasks.sql";
import { insert, remove, update } from "#kit/change";
import type { Emit } from "#kit/change-statement";
import { type Ctx, causedBy } from "#kit/ctx";
import { effect, type Query, read, type Write } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { keep } from "#kit/once";
import { Conflict, type InputError, NotFound, Problem, ReadOnlyAccess, StaleVersion, wrongInput } from "#kit/problem";
import { live } from "#kit/row";
import { codedOf } from "#kit/saying";
import { wordsAlone } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { mayChange, mayRemove } from "#kit/table-access";
import type { Change } from "#kit/transition";

export const MAX_OPERATIONS = 100;

/** An operation; `taskId` and `parentTaskId` may be `$key` of a task that an earlier operation creates. */
export type Operation =
  | { op: "create"; key?: string; task: Tasks.Given & { parentTaskId?: string | null } }
  | { op: "update"; taskId: string; ifVersion?: number; task: Tasks.Given & { parentTaskId?: string | null } }
  | ({ op: "complete"; taskId: string } & Tasks.Completion)
  | { op: "reopen"; taskId: string }
  | ({ op: "schedule"; taskId: string } & Tasks.Times)
  | { op: "remove"; taskId: string; ifVersion?: number };

/** The outcome of an operation: the task afterwards (none for `remove`), or the problem. */
export interface Outcome {
  task?: Tasks.Task;
  problem?: Problem;
}

/** Runs the operations, each given as parsed or as the problem of its parsing. */
export async function run(ctx: Ctx, given: readonly (Operation | Problem)[], atomic: boolean): Promise<Outcome[]> {
  const operations = resolved(ctx, given);
  const known = await readKnown(ctx, operations);
  const steps = operations.map((operation, at) => stepOf(ctx, operation, known, atomic ? at : undefined));
  return atomic ? await allOrNothing(ctx, steps) : await eachForItself(ctx, steps);
}

/** An operation with its ids: the id of a new task is generated here, so that later operations can refer to it. */
type Resolved =
  | (Exclude<Operation, { op: "create" }> | (Extract<Operation, { op: "create" }> & { taskId: string }))
  | Problem;

function resolved(ctx: Ctx, given: readonly (Operation | Problem)[]): Resolved[] {
  const ids = new Map<string, string>();
  const idOf = (reference: string, pointer: string) => {
    if (!reference.startsWith("$")) return reference;
    const id = ids.get(reference.slice(1));
    if (!id) throw wrongInput(pointer, workFields("no_earlier_task"));
    return id;
  };
  return given.map((operation) => {
    if (operation instanceof Problem) return operation;
    try {
      if (operation.op === "create" || operation.op === "update") {
        const { parentTaskId } = operation.task;
        const task = parentTaskId
          ? { ...operation.task, parentTaskId: idOf(parentTaskId, "#/task/parentTaskId") }
          : operation.task;
        if (operation.op === "update") return { ...operation, task, taskId: idOf(operation.taskId, "#/taskId") };
        const taskId = uuidv7(ctx.now());
        if (operation.key !== undefined && ids.has(operation.key)) throw wrongInput("#/key", workFields("key_used"));
        if (operation.key !== undefined) ids.set(operation.key, taskId);
        return { ...operation, task, taskId };
      }
      if (operation.op === "schedule") Tasks.checkTimes(operation);
      return { ...operation, taskId: idOf(operation.taskId, "#/taskId") };
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  });
}

/** The state of a task before all operations. */
interface Known {
  status: string;
  version: number;
  blocked: boolean;
  mayChange: boolean;
  mayRemove: boolean;
  story?: { id: string; correlationId: string };
  completion?: { id: string; correlationId: string };
}

async function readKnown(ctx: Ctx, operations: readonly Resolved[]): Promise<Map<string, Known>> {
  const made = new Set<string>();
  const ids = new Set<string>();
  for (const one of operations) {
    if (one instanceof Problem) continue;
    if (one.op === "create") made.add(one.taskId);
    else if (!made.has(one.taskId)) ids.add(one.taskId);
  }
  const known = new Map<string, Known>();
  if (ids.size > 0) {
    const event = (
      type: string,
    ) => sql`(select jsonb_build_object('id', e.id, 'correlationId', e.correlation_id) from events e
      where e.entity_id = tasks.id and e.event_type = ${type} order by e.id desc limit 1)`;
    const [rows] = await ctx.db.batch([
      read<Known & { id: string; story: string | null; completion: string | null }>(sql`
        select tasks.id, tasks.status, tasks.version, ${mayChange(tasks)} as "mayChange", ${mayRemove(tasks)} as "mayRemove",
          ${event(TaskEvents.created.type)} as story,
          ${event(TaskCompleted.type)} as completion,
          exists (select from task_dependencies d join tasks b on b.id = d.blocked_by_task_id
            where d.task_id = tasks.id and b.deleted_at is null and ${Tasks.isOpen(sql`b.status`)}) as blocked
        from tasks where tasks.id = any(${`{${[...ids].join(",")}}`}::uuid[]) and tasks.deleted_at is null`),
    ]);
    const parsed = (event: string | null) => (event === null ? undefined : JSON.parse(event));
    for (const { id, story, completion, ...row } of rows)
      known.set(id, { ...row, story: parsed(story), completion: parsed(completion) });
  }
  for (const id of made) known.set(id, NEW);
  return known;
}

const NEW: Known = { status: "pending", version: 1, blocked: false, mayChange: true, mayRemove: true };

/** The write of an operation, and the problem when it writes nothing. */
interface Step {
  write: Write<Tasks.Task | undefined>;
  /** The problem that is known before anything is written. */
  problem?: Problem;
  whyNot(): Problem;
  answers: boolean;
}

/** `at`: the index of the operation, when a write that changes nothing must raise a conflict with that index. */
function stepOf(ctx: Ctx, operation: Resolved, known: Map<string, Known>, at: number | undefined): Step {
  const refused = (problem: Problem): Step => ({ write: nothing(ctx), problem, whyNot: () => problem, answers: true });
  if (operation instanceof Problem) return refused(operation);
  const row = known.get(operation.taskId);
  if (!row) return refused(NotFound());
  return {
    write: writeOf(ctx, operation, row, at === undefined ? undefined : `${MARK}${at}`),
    whyNot: () => whyNot(operation, row),
    answers: operation.op !== "remove",
  };
}

const MARK = "operation ";
const nothing = (ctx: Ctx) => update(ctx, tasks, sql`false`, { sortOrder: 0 }) as Write<Tasks.Task | undefined>;

function writeOf(
  ctx: Ctx,
  operation: Exclude<Resolved, Problem>,
  row: Known,
  orConflict: string | undefined,
): Write<Tasks.Task | undefined> {
  const { taskId } = operation;
  // An event of the same batch is not among those that were read.
  const made = row.story ? undefined : justEmitted(taskId, TaskEvents.created);
  const moving = (
    from: Known["story"],
    { where, values, emits }: Change<typeof tasks> & { emits: Emit },
    cause?: SQL,
  ) =>
    update(causedBy(ctx, from), tasks, and(live(tasks, taskId), where), values, {
      emits: { ...emits, cause },
      orConflict,
    });
  const atVersion = (version: number | undefined): SQL | undefined =>
    version === undefined ? undefined : sql`${tasks.version} = ${version}`;
  switch (operation.op) {
    case "create": {
      const values = { ...Tasks.created(operation.task), id: taskId };
      return insert(ctx, tasks, values, { emits: { event: TaskEvents.created }, orConflict });
    }
    case "update": {
      const where = and(live(tasks, taskId), atVersion(operation.ifVersion));
      return update(ctx, tasks, where, Tasks.changed(operation.task), {
        emits: { event: TaskEvents.updated },
        orConflict,
      });
    }
    case "complete":
      return moving(row.story, Tasks.completing(ctx, taskId, operation), made);
    case "reopen":
      return moving(row.completion, Tasks.reopening, justEmitted(taskId, TaskCompleted));
    case "schedule":
      return moving(row.story, Tasks.scheduling(ctx, operation), made);
    case "remove":
      return remove(ctx, tasks, and(live(tasks, taskId), atVersion(operation.ifVersion)), {
        emits: { event: TaskEvents.deleted },
        orConflict,
      });
  }
}

// A transition takes one row. Here up to a hundred are written by one batch, and each is explained by what was read of all before.
function whyNot(operation: Exclude<Resolved, Problem>, row: Known): Problem {
  const stale = "ifVersion" in operation && operation.ifVersion !== undefined && operation.ifVersion !== row.version;
  if (stale) return StaleVersion(workRefusals("task_at_version", { version: row.version }));
  const isCompleted = row.status === "completed";
  if (operation.op === "reopen" && !isCompleted) return Conflict(Tasks.OPEN);
  if (operation.op === "complete" && isCompleted) return Conflict(Tasks.COMPLETED);
  if (operation.op === "complete" && row.blocked && !operation.evenIfBlocked) return Conflict(Tasks.BLOCKED);
  if (operation.op === "remove" ? !row.mayRemove : !row.mayChange) return ReadOnlyAccess();
  return Conflict(workRefusals("task_state"));
}

async function allOrNothing(ctx: Ctx, steps: readonly Step[]): Promise<Outcome[]> {
  const wrong = steps.flatMap(({ problem }, at) => (problem ? [at] : []));
  if (wrong.length > 0) throw of(wrong[0]!, steps[wrong[0]!]!.problem!);
  try {
    const rows = await ctx.db.batch(steps.map(({ write }) => write));
    return rows.map((row, at) => (steps[at]!.answers ? { task: row } : {}));
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code === "LF005" && detail?.startsWith(MARK)) {
      const at = Number(detail.slice(MARK.length));
      throw of(at, steps[at]!.whyNot());
    }
    const found = await firstRefused(
      ctx,
      steps.map(({ write }) => write),
      error,
    );
    throw of(found.at, found.problem);
  }
}

/** The most operations that the database may refuse singly; with more, the whole request is refused. */
const MAX_REFUSED = 10;

async function eachForItself(ctx: Ctx, steps: readonly Step[]): Promise<Outcome[]> {
  const refused = new Map<number, Problem>();
  for (;;) {
    const writes = steps.map(({ write, problem }, at) => {
      const reason = refused.get(at) ?? problem;
      return reason ? refusal(reason, write) : accepted(write);
    });
    try {
      const outcomes = await ctx.db.batch(writes);
      return outcomes.map(({ task, problem }, at) => {
        if (problem) return { problem };
        if (!task) return { problem: steps[at]!.whyNot() };
        return steps[at]!.answers ? { task } : {};
      });
    } catch (error) {
      const found = await firstRefused(ctx, writes, error);
      if (refused.size === MAX_REFUSED) throw of(found.at, found.problem);
      refused.set(found.at, found.problem);
    }
  }
}

/**
 * Finds the operation for which the database refused a batch, by a binary search over the batch's beginnings, each of which is
 * rolled back: seven flights for a hundred operations. Throws `error` when no operation was the reason.
 */
async function firstRefused(
  ctx: Ctx,
  writes: readonly Query[],
  error: unknown,
): Promise<{ at: number; problem: Problem }> {
  if (!isRefusal(error)) throw error;
  let reason = error;
  let [low, high] = [0, writes.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const refusedWith = await whatRefuses(ctx, writes.slice(0, middle + 1));
    if (refusedWith) [high, reason] = [middle, refusedWith];
    else low = middle + 1;
  }
  // The database's problems point to columns, which are under `task` in an operation.
  return { at: low, problem: pointedAt(refusalOf(reason, Tasks.refusals) ?? problemOfDatabase(reason)!, "#/task") };
}

const TAKE_BACK = "LF099";
const takeBack = effect(sql`select raise_problem(${TAKE_BACK}, 'tried')`);

async function whatRefuses(ctx: Ctx, writes: readonly Query[]): Promise<unknown> {
  try {
    await ctx.db.batch([...writes, takeBack]);
  } catch (error) {
    if ((error as { code?: string }).code === TAKE_BACK) return undefined;
    if (isRefusal(error)) return error;
    throw error;
  }
  throw new Error("a batch that was to be taken back was kept");
}

/** Whether an operation was refused, and not the request as a whole: its idempotency key, its rate limit, the connection. */
function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: string };
  const kind = problemOfDatabase(error)?.kind;
  return code !== "LF002" && (kind === "invalid" || kind === "conflict" || kind === "forbidden");
}

type Result = { task?: Tasks.Task; problem?: Problem };

/** A write for which a replay may find a stored problem instead of a row, because it was refused the first time. */
function accepted(write: Write<Tasks.Task | undefined>): Write<Result> {
  return {
    ...write,
    decode: (result) => {
      const { value, events } = write.decode(result);
      return { value: { task: value }, events };
    },
    decodeStored: (row) => (isKept(row) ? { problem: revived(row) } : { task: write.decodeStored(row) }),
  };
}

/** Writes nothing except, for a replay, the problem. */
function refusal(problem: Problem, write: Write<Tasks.Task | undefined>): Write<Result> {
  const { kind, code, title, message, coded, extras } = problem;
  const kept = JSON.stringify({ "~problem": { kind, code, title, message, coded, errors: extras.errors } });
  return {
    kind: "write",
    render: (slot, once) =>
      once?.kind === "request" ? sql`select ${keep(once, slot, sql`${kept}::jsonb`)}` : sql`select true`,
    decode: () => ({ value: { problem }, events: [] }),
    decodeStored: accepted(write).decodeStored,
  };
}

type Kept = { "~problem": Pick<Problem, "kind" | "code" | "title" | "message" | "coded"> & { errors?: InputError[] } };
const isKept = (row: Record<string, unknown> | undefined): row is Record<string, unknown> & Kept =>
  row !== undefined && "~problem" in row;

function revived({ "~problem": { kind, code, title, message, coded, errors } }: Kept): Problem {
  return new Problem(kind, code, title, coded ? { ...coded, text: message } : message, errors && { errors });
}

/** The problem of an operation as a problem of the request. */
function of(at: number, problem: Problem): Problem {
  const place = `#/operations/${at}`;
  const pointed = pointedAt(problem, place);
  if (pointed.extras.errors) return pointed;
  const coded = problem.coded ?? codedOf(wordsAlone(problem.message));
  return problem.with({ ...problem.extras, errors: [{ pointer: place, detail: problem.message, coded }] });
}

/** The problem with its pointers prefixed by a place. */
function pointedAt(problem: Problem, place: string): Problem {
  const errors = problem.extras.errors?.map(({ pointer, detail, coded }) => ({
    pointer: `${place}${pointer?.slice(1) ?? ""}`,
    detail,
    coded,
  }));
  return problem.with({ ...problem.extras, ...(errors && { errors }) });
}
