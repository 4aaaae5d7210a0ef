/**
 * Does an import in slices, each of which ends in time for a Lambda. What a slice has done is in the import's row after each of its flights,
 * so that the next slice, or the same one after a crash, reads on where the last flight has ended.
 */
import { type SQL, sql } from "drizzle-orm";
import { personOf } from "#cloud/person";
import { type Session, speak } from "#cloud/speak";
import { ImportFailed, ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { type Importing, ofProblem } from "#core/ingest/import-decisions";
import { Superseded, takeIn, tellOfWork } from "#core/ingest/import-flight";
import { importJobs } from "#core/ingest/import-jobs.sql";
import { paceOf } from "#core/ingest/import-pace";
import { forgetting, hasDryRunRows } from "#core/ingest/import-rows";
import { StillUnpacking, type Unit, UnreadableSource } from "#core/ingest/importer";
import { importerOf, type Job } from "#core/ingest/imports";
import { importErrors } from "#core/ingest/sayings";
import { sourceOf } from "#core/ingest/source";
import { UNPACKING_LIMITS, type UnpackingLimits } from "#core/ingest/unpacking";
import { giveRoomBack } from "#core/ingest/unpacking-room";
import { removeUnpacked } from "#core/knowledge/unpacked";
import type { Overdue } from "#core/platform/delivery/overdue";
import { emit, update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import type { EventRow } from "#kit/event";
import { Problem } from "#kit/problem";
import { rowRead } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";

/** Whose import is done, and the story that its events continue. */
export interface Story {
  userId: string;
  importId: string;
  correlationId: string;
  /** The event that asked for it. */
  causationId: string;
}

export interface SliceLimits {
  /** A slice ends after the flight in which this has passed; a flight takes a second or two, and a Lambda has sixty. */
  ms: number;
  /** Or after so many rows. */
  rows: number;
  unpacking: UnpackingLimits;
}

const LIMITS: SliceLimits = { ms: 20_000, rows: 10_000, unpacking: UNPACKING_LIMITS };

/** Does a slice of an import. Yields whether there is more to do; when there is not, nothing of it is left in the store. */
export async function importInSlice(story: Story, limits?: SliceLimits): Promise<boolean> {
  const goesOn = await inSlice(story, (ctx, job) => importSlice(ctx, job, limits));
  if (!goesOn) await inSlice(story, free);
  return goesOn;
}

/** Removes what an import that has ended, or was stopped, has kept in the store. What a failure leaves is removed by the sweep of files. */
async function free(ctx: Ctx, job: Job): Promise<false> {
  const { id, status, fileId } = job;
  if (fileId === null || status === "queued" || status === "running") return false;
  try {
    await removeUnpacked(job.userId, id);
  } catch (error) {
    ctx.log("warn", "what an import has unpacked is left in the store", { importId: id, error: String(error) });
    return false;
  }
  if (Object.keys(job.unpacked).length > 0) await giveRoomBack(ctx, job);
  return false;
}

/** Does a slice of an import or of its undo. Yields whether there is more to do. */
export async function inSlice(story: Story, work: (ctx: Ctx, job: Job) => Promise<boolean>): Promise<boolean> {
  const session = await speaking(story);
  try {
    const [job] = await session.ctx.db.batch([rowRead(importJobs, story.importId)]);
    return job ? await work(session.ctx, job) : false;
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    // Whoever superseded it has stopped it, or does the same: an attempt of this very step that was given up as too slow, whose answer
    // nobody hears. So it is gone on with for as long as there is something to do.
    const [job] = await session.ctx.db.batch([rowRead(importJobs, story.importId)]);
    return job !== undefined && ["queued", "running", "undoing"].includes(job.status);
  } finally {
    await session.published();
  }
}

/**
 * Speaks for the person without the claim that other steps of workflows make: there a repeated step is answered with what it did the first
 * time, here it reads on. The events are the import's own (see is_of_import).
 */
async function speaking({ userId, importId, correlationId, causationId }: Story): Promise<Session> {
  const actor = await personOf(userId);
  return speak({ actor, origin: "import", requestId: importId, correlationId, causationId });
}

/** The next slice of an import. Yields whether there is more to do. */
export async function importSlice(ctx: Ctx, job: Job, limits = LIMITS): Promise<boolean> {
  if (job.status !== "queued" && job.status !== "running") return false;
  // Of a dry run, too: its person may have it looked through again.
  if (job.processed === 0) await forgetDryRun(ctx, job.id);
  const importer = importerOf(job.kind);
  if (!importer) return fail(ctx, job, importErrors("kind_gone", { kind: job.kind }));
  const reading = await importer.load();
  const started = { at: ctx.now().getTime(), processed: job.processed };
  const rowsPerSecond = (processed: number) => {
    const seconds = (ctx.now().getTime() - started.at) / 1_000;
    return seconds > 0 ? Math.round((10 * (processed - started.processed)) / seconds) / 10 : null;
  };
  const importing: Importing = { ctx, importer, reading, job, rowsPerSecond };
  const mayGoOn = () =>
    ctx.now().getTime() - started.at < limits.ms && importing.job.processed - started.processed < limits.rows;
  const pace = paceOf(ctx);
  let units: Unit<unknown>[] = [];
  try {
    const source = await sourceOf(ctx, job, { ...limits.unpacking, hasTime: mayGoOn });
    for await (const unit of reading.read(source, job.cursor ?? undefined, job.options)) {
      if (unit.found) importing.found = { ...importing.found, ...unit.found };
      if (unit.found && unit.row === undefined && !unit.problem) continue;
      units.push(unit);
      if (units.length < pace.rows) continue;
      await pace.fly(units.length, () => takeIn(importing, units, false));
      units = [];
      if (!mayGoOn()) return true;
    }
  } catch (error) {
    if (error instanceof StillUnpacking) {
      await (units.length > 0 ? takeIn(importing, units, false) : tellOfWork(importing));
      return true;
    }
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    // What was read before the place at which it cannot be read.
    if (units.length > 0) await takeIn(importing, units, false);
    const found = error instanceof UnreadableSource ? error.found : undefined;
    return fail(ctx, importing.job, reason, found);
  }
  await takeIn(importing, units, true);
  return false;
}

/** Why an import cannot go on, where trying again does not help. */
function reasonOf(error: unknown): Saying | undefined {
  if (error instanceof UnreadableSource) return error.saying;
  return error instanceof Problem && ["invalid", "not_found", "conflict"].includes(error.kind)
    ? ofProblem(error)
    : undefined;
}

async function forgetDryRun(ctx: Ctx, id: string): Promise<void> {
  for (;;) {
    const [[found]] = await ctx.db.batch([hasDryRunRows(id)]);
    if (!found!.any) return;
    await ctx.db.batch([forgetting(id)]);
  }
}

async function fail(ctx: Ctx, job: Job, reason: Saying, found?: Unit<unknown>["found"]): Promise<false> {
  const known = found && { found: { ...job.found, ...found } };
  await ctx.db.batch([failing(ctx, job.id, reason, job.status === "undoing" ? "undo" : "import", known)]);
  return false;
}

/** What a run does: an import, or its undo. */
export type Doing = "import" | "undo";

const STATUS_WHILE = { import: "('queued', 'running')", undo: "('undoing')" } as const;

/** Ends an import, or its undo, that cannot go on, unless it has ended, or the other was asked for since. */
const failing = (
  ctx: Ctx,
  id: string,
  reason: Saying,
  doing: Doing,
  known: Pick<Job, "found"> | undefined = undefined,
) =>
  update(
    ctx,
    importJobs,
    sql`${importJobs.id} = ${id}::uuid and ${importJobs.status} in ${sql.raw(STATUS_WHILE[doing])}`,
    {
      status: "failed",
      error: reason.text,
      errorCoded: codedOf(reason),
      endedAt: ctx.now().toISOString(),
      ...known,
    },
    { emits: { event: ImportFailed } },
  );

/** After all tries of a workflow were in vain. */
export async function giveUp(ctx: Ctx, id: string, doing: Doing): Promise<void> {
  const [, job] = await ctx.db.batch([
    failing(ctx, id, importErrors("import_gave_up"), doing),
    rowRead(importJobs, id),
  ]);
  if (job) await free(ctx, job);
}

/** Asks for another run of a workflow, of an import that is longer than one does. */
export async function goOn(ctx: Ctx, id: string, next: typeof ImportStarted | typeof ImportUndoStarted): Promise<void> {
  const [job] = await ctx.db.batch([rowRead(importJobs, id)]);
  if (!job) return;
  const payload = { kind: job.kind, isDryRun: job.isDryRun };
  await ctx.db.batch([emit(ctx, next, { entityId: id, owner: ctx.actor.userId, payload })]);
}

const unfinished = (isUndo: boolean) => (): SQL =>
  sql`select id as entity_id, null as key from import_jobs
    where status in (${sql.raw(isUndo ? "'undoing'" : "'queued', 'running'")}) and updated_at < now() - interval '10 minutes' order by id limit 10000`;

/** Imports and undos that have got no further for a while: the run that did them was lost. */
export const lostImports: readonly Overdue[] = [
  {
    workflow: "ingest.runImport",
    on: ImportStarted,
    afterMinutes: 30,
    waiting: unfinished(false),
    giveUp: tellLost("import"),
  },
  {
    workflow: "ingest.undoImport",
    on: ImportUndoStarted,
    afterMinutes: 30,
    waiting: unfinished(true),
    giveUp: tellLost("undo"),
  },
];

/** Without the store, which the schedule that calls this has no access to. */
function tellLost(doing: Doing) {
  return async (ctx: Ctx, { id, correlation_id, entity_id }: EventRow): Promise<void> => {
    const story = causedBy(ctx, { id, correlationId: correlation_id });
    await ctx.db.batch([failing(story, entity_id!, importErrors("import_gave_up"), doing)]);
  };
}
