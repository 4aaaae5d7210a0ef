/** Reading runs, for operators and for Inngest's public REST API. */
import type { Sql } from "#local/database";
import type { Registry } from "./functions.ts";
import type { KeptStep } from "./state.ts";

export type RunStatus = "running" | "completed" | "failed" | "cancelled";

export interface RunSummary {
  id: string;
  functionId: string;
  status: RunStatus;
  eventId: string;
  eventName: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  replayOf: string | null;
  parentRunId: string | null;
}

export interface RunDetail extends RunSummary {
  events: unknown[];
  output: unknown;
  error: unknown;
  steps: { id: string; name: string | null; op: string; data?: unknown; error?: unknown; savedAt: string }[];
  waits: { stepId: string; kind: string; name: string; expression: string | null; expiresAt: string }[];
  jobs: {
    key: string;
    kind: string;
    stepId: string;
    name: string | null;
    runAt: string;
    attempt: number;
    faults: number;
    leased: boolean;
  }[];
}

export interface ListOptions {
  status?: RunStatus;
  functionId?: string;
  limit?: number;
  cursor?: string;
}

const maxPage = 200;

const summary = `r.id, r.function_id as "functionId", r.status, r.event_id as "eventId", r.event_name as "eventName",
  r.created_at as "createdAt", r.started_at as "startedAt", r.ended_at as "endedAt", r.replay_of as "replayOf",
  r.parent_run as "parentRunId"`;

/** Newest first. The cursor is the id of the last run of the page before. */
export async function listRuns(
  sql: Sql,
  options: ListOptions = {},
): Promise<{ items: RunSummary[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(options.limit ?? 50, 1), maxPage);
  const rows = await sql.query<RunSummary>(
    `select ${summary} from workflow.run r
     where ($1::text is null or r.status = $1) and ($2::text is null or r.function_id = $2) and ($3::text is null or r.id < $3)
     order by r.id desc limit $4::int`,
    [options.status ?? null, options.functionId ?? null, options.cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map(withIsoTimes);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

export async function getRun(sql: Sql, id: string): Promise<RunDetail | undefined> {
  const [run] = await sql.query<
    RunSummary & { events: unknown[] | null; event: unknown; output: unknown; error: unknown }
  >(`select ${summary}, r.event, r.events, r.output, r.error from workflow.run r where r.id = $1`, [id]);
  if (!run) return undefined;
  const steps = await sql.query<{
    id: string;
    name: string | null;
    op: string;
    result: { data?: unknown; error?: unknown };
    savedAt: string;
  }>(
    `select step_id as id, name, op, result, saved_at as "savedAt" from workflow.step where run_id = $1 order by seq`,
    [id],
  );
  const waits = await sql.query<RunDetail["waits"][number]>(
    `select step_id as "stepId", kind, name, expression, expires_at as "expiresAt" from workflow.wait
     where run_id = $1 order by step_id`,
    [id],
  );
  const jobs = await sql.query<RunDetail["jobs"][number]>(
    `select key, kind, step_id as "stepId", name, run_at as "runAt", attempt, faults, lease is not null as leased
     from workflow.job where run_id = $1 order by run_at`,
    [id],
  );
  const { event, events, ...rest } = run;
  return {
    ...withIsoTimes(rest),
    events: events ?? [event],
    steps: steps.map(({ result, savedAt, ...step }) => ({ ...step, ...result, savedAt: iso(savedAt) })),
    waits: waits.map((wait) => ({ ...wait, expiresAt: iso(wait.expiresAt) })),
    jobs: jobs.map((job) => ({ ...job, runAt: iso(job.runAt) })),
  };
}

/** The saved steps before the first one of a name, in order; undefined when the run has none of that name. A failed one may be last. */
export async function stepsBefore(sql: Sql, runId: string, name: string): Promise<KeptStep[] | undefined> {
  const steps = await sql.query<KeptStep>(
    `select step_id as "stepId", op, name, result::text as result from workflow.step where run_id = $1 order by seq`,
    [runId],
  );
  const index = steps.findIndex((step) => step.name === name);
  return index < 0 ? undefined : steps.slice(0, index);
}

/** The runs an event started, oldest first. */
export async function runsOfEvent(sql: Sql, registry: Registry, eventId: string): Promise<RunDetail[]> {
  const rows = await sql.query<RunDetail>(
    `select ${summary}, r.output, r.error from workflow.claim c join workflow.run r on r.id = c.run_id
     where c.key = $1 and c.function_id = any ($2::text[]) order by r.id`,
    [`event:${eventId}`, registry.all().map((fn) => fn.id)],
  );
  return rows.map(withIsoTimes);
}

/** Deletes runs that ended before a moment, with their steps and events. Claims stay: no redelivery starts them again. */
export async function pruneRuns(sql: Sql, endedBefore: Date, limit: number): Promise<number> {
  const rows = await sql.query<{ n: number }>(
    `with old as (
       select id from workflow.run where status <> 'running' and ended_at < $1::timestamptz order by id limit $2::int
       for update skip locked),
     steps as (delete from workflow.step s using old where s.run_id = old.id),
     runs as (delete from workflow.run r using old where r.id = old.id returning 1)
     select count(*)::int as n from runs`,
    [endedBefore.toISOString(), limit],
  );
  // Events can be deleted, because runs have copies of their events, and claims remember which events were taken.
  await sql.query(
    `delete from workflow.event where id in (
       select id from workflow.event where received_at < $1::timestamptz limit $2::int for update skip locked)`,
    [endedBefore.toISOString(), limit],
  );
  return rows[0]!.n;
}

function withIsoTimes<Run extends RunSummary>(run: Run): Run {
  return {
    ...run,
    createdAt: iso(run.createdAt),
    startedAt: run.startedAt === null ? null : iso(run.startedAt),
    endedAt: run.endedAt === null ? null : iso(run.endedAt),
  };
}

function iso(text: string): string {
  return new Date(text).toISOString();
}
