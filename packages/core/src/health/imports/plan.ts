/** What becomes of what was read of an export of health data. */
import { sql } from "drizzle-orm";
import { CompletedWorkoutEvents, WorkoutCompleted } from "#core/health/events";
import { metricTargets, rowOf } from "#core/health/metric-import";
import { isFault, measured } from "#core/health/metric-samples";
import { placeOf, type Sample } from "#core/health/metrics-known";
import { healthReasons } from "#core/health/sayings";
import { completedWorkouts, workoutRoutes } from "#core/health/workouts.sql";
import { zoneRead } from "#core/identity/zone";
import type { Decision, Planned, Planning, Reading, RowWrite, Target } from "#core/ingest/importer";
import { rowReasons } from "#core/ingest/sayings";
import { instantOf } from "#core/rhythm/zone-clock";
import type { Ctx } from "#kit/ctx";
import { read as readRows } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { about } from "#kit/saying";
import { me } from "#kit/table";
import { type Asked, hereAmong } from "./known.ts";
import type { HealthRow, PassedRow, SampleRow, When, WorkoutRow } from "./rows.ts";
import { tidy } from "./units.ts";

export const targets = {
  completed_workout: {
    table: completedWorkouts,
    emits: { ...CompletedWorkoutEvents, created: WorkoutCompleted },
  },
  workout_route: { table: workoutRoutes },
  metric: { ...metricTargets.metric, inBulk: { once: ["health_metrics_named", "health_metrics_placed"] } },
} satisfies Record<string, Target>;

type Decided = Decision<typeof targets>;

/** A reading of health data; `program` is the source that its workouts are of. */
export const healthReading = (
  program: string,
  read: Reading<HealthRow, object, typeof targets>["read"],
): Reading<HealthRow, object, typeof targets> => ({
  targets,
  read,
  // Measurements are known by their table; what is passed over is nothing.
  identity: (row) => (row.what === "workout" ? identityOf(row) : undefined),
  // Whatever the file of the route is called; without a way it is what it was before ways were kept.
  contentOf: (row) => ({
    ...row,
    route: row.what === "workout" && row.route?.lines.length ? row.route.lines : undefined,
  }),
  titleOf,
  plan: (planning) => plan(planning, program),
});

/** What a workout is, whatever is corrected of it. */
const identityOf = ({ source, externalId, activity, device, start, end }: WorkoutRow) =>
  JSON.stringify(["workout", source, externalId ?? [activity, device ?? null, start, end]]);

function titleOf(row: HealthRow): string {
  if (row.what === "passed") return row.name;
  if (row.what === "sample") return `${row.type} ${row.value} ${shown(row.start)}`;
  const distance = row.distanceM === undefined ? "" : `, ${(row.distanceM / 1_000).toFixed(2)} km`;
  const route = row.route ? `, ${row.route.name} (${row.route.points})` : "";
  return `${row.activity}, ${shown(row.start)}${distance}${route}`;
}

const shown = (time: When) => (typeof time === "number" ? new Date(time).toISOString() : time).slice(0, 16);

async function plan({ ctx, importId, rows }: Planning<HealthRow, object>, program: string): Promise<Decided[]> {
  const [zone] = await ctx.db.batch([zoneRead()]);
  const decisions: Decided[] = rows.map(({ row }) => ({
    action: "skip",
    reason: row.what === "passed" ? reasonOf(row) : rowReasons("is_here"),
  }));
  await planSamples(ctx, { importId, zone, rows, decisions });
  await planWorkouts(ctx, { zone, rows, decisions, program });
  return decisions;
}

const reasonOf = ({ reason }: PassedRow) => reason;

interface Deciding {
  zone: string;
  rows: readonly Planned<HealthRow>[];
  /** What is decided is written here, at the place of its row. */
  decisions: Decided[];
}

async function planSamples(
  ctx: Ctx,
  { importId, zone, rows, decisions }: Deciding & { importId: string },
): Promise<void> {
  const asked: { at: number; sample: Asked }[] = [];
  const here = new Set<string>();
  for (const [at, { row }] of rows.entries()) {
    if (row.what !== "sample") continue;
    const sample = measured(sampleOf(row, zone));
    if (isFault(sample)) {
      decisions[at] = { action: "refuse", reason: about(sample.field, sample.saying) };
      continue;
    }
    // Of two that are the same in one file the first counts.
    const key = sample.externalId
      ? JSON.stringify([sample.source, sample.metricType, sample.externalId])
      : placeOf(sample);
    if (here.has(key)) decisions[at] = { action: "skip", reason: rowReasons("same_row_before") };
    else asked.push({ at, sample: { ...sample, ...(row.takenFor && { takenFor: placeTaken(row.takenFor) }) } });
    here.add(key);
  }
  if (asked.length === 0) return;
  const known = await hereAmong(
    ctx,
    asked.map(({ sample }) => sample),
  );
  const ids = idsFrom(uuidv7(ctx.now()));
  for (const [n, { at, sample }] of asked.entries()) {
    const here = known[n];
    if (!here) {
      const values = rowOf(sample, zone);
      decisions[at] = { action: "write", writes: [{ create: "metric", id: ids(n), values }] };
    } else if (!here.isSame && here.importId === importId)
      decisions[at] = { action: "skip", reason: rowReasons("same_row_before") };
    else if (!here.isSame) {
      const { dependentId: _, externalId, ...changed } = rowOf(sample, zone);
      // An id of its own that it has already it does not lose to a file that knows none.
      const values = externalId === null ? changed : { ...changed, externalId };
      decisions[at] = { action: "write", writes: [{ update: "metric", id: here.id, version: here.version, values }] };
    }
  }
}

const placeTaken = ({ start, end }: NonNullable<SampleRow["takenFor"]>) => ({
  measuredAt: new Date(start).toISOString(),
  ...(end !== undefined && { endedAt: new Date(end).toISOString() }),
});

/** Ids that sort one after the other: this one with so much more behind its time and its counter. */
function idsFrom(first: string): (n: number) => string {
  // The first bit is left out, so that there is room above.
  const random = Number.parseInt(first.slice(-12), 16) % 2 ** 47;
  return (n) => first.slice(0, -12) + (random + n).toString(16).padStart(12, "0");
}

function sampleOf({ type, value, start, end, source, device, externalId, stage }: SampleRow, zone: string): Sample {
  return {
    metricType: type,
    value,
    measuredAt: isoOf(start, zone),
    ...(end !== undefined && { endedAt: isoOf(end, zone) }),
    source,
    ...(device !== undefined && { device }),
    ...(externalId !== undefined && { externalId }),
    ...(stage !== undefined && { stage }),
  };
}

const instantIn = (time: When, zone: string): number =>
  typeof time === "number" ? time : instantOf(zone, Date.parse(`${time}Z`));

const isoOf = (time: When, zone: string) => new Date(instantIn(time, zone)).toISOString();

/** Two workouts that end, and last, within so much of each other are one that two programs have told of. */
const SAME_MS = 120_000;

interface Done {
  id: string;
  endedMs: number;
  minutes: number | null;
}

async function planWorkouts(
  ctx: Ctx,
  { zone, rows, decisions, program }: Deciding & { program: string },
): Promise<void> {
  const workouts = rows.flatMap(({ row, ...planned }, at) => (row.what === "workout" ? [{ at, row, planned }] : []));
  if (workouts.length === 0) return;
  const ends = workouts.map(({ row }) => instantIn(row.end, zone));
  const windows = JSON.stringify(
    ends.map((end) => ({ from: new Date(end - SAME_MS).toISOString(), to: new Date(end + SAME_MS).toISOString() })),
  );
  const ids = workouts.flatMap(({ planned }) => planned.known?.entityId ?? []);
  const [routes, there] = await ctx.db.batch([
    readRows<{ id: string; version: number; workoutId: string }>(sql`
      select r.id, r.version, r.completed_workout_id as "workoutId" from ${workoutRoutes} r
      where r.completed_workout_id = any(${`{${ids.join(",")}}`}::uuid[])`),
    readRows<Done>(sql`
      select distinct c.id, (extract(epoch from c.completed_at) * 1000)::float8 as "endedMs", c.duration_minutes as minutes
      from jsonb_to_recordset(${windows}::jsonb) w ("from" timestamptz, "to" timestamptz)
      join ${completedWorkouts} c on c.user_id = ${me} and c.deleted_at is null and c.dependent_id is null
        and c.completed_at between w."from" and w."to"`),
  ]);
  const routeOf = new Map(routes.map((one) => [one.workoutId, one]));
  const here = [...there];
  for (const [n, { at, row, planned }] of workouts.entries()) {
    const end = ends[n]!;
    const values = valuesOf(row, { end, start: instantIn(row.start, zone), program });
    const { known } = planned;
    if (known) {
      decisions[at] = known.isChanged
        ? { action: "skip", reason: rowReasons("imported_and_changed") }
        : {
            action: "write",
            writes: [
              { update: "completed_workout", id: known.entityId, version: known.version, values },
              ...withRoute(row, known.entityId, planned, routeOf.get(known.entityId)),
            ],
          };
      continue;
    }
    const same = here.find(
      ({ endedMs, minutes }) =>
        Math.abs(endedMs - end) <= SAME_MS &&
        (minutes === null || Math.abs(minutes - values.durationMinutes) * 60_000 <= SAME_MS),
    );
    const id = planned.idFor();
    if (same) {
      const is = { entityType: "completed_workout", entityId: same.id };
      decisions[at] = { action: "skip", reason: healthReasons("workout_same_time"), is };
    } else {
      here.push({ id, endedMs: end, minutes: values.durationMinutes });
      const writes = [{ create: "completed_workout", id, values }, ...withRoute(row, id, planned)] as const;
      decisions[at] = { action: "write", writes };
    }
  }
}

/** The way of a workout, if it has any: a new one, or in the place of that before. */
function withRoute(
  { route }: WorkoutRow,
  completedWorkoutId: string,
  { idFor }: Pick<Planned<HealthRow>, "idFor">,
  before?: { id: string; version: number },
): RowWrite<typeof targets>[] {
  if (!route || route.lines.length === 0) return [];
  const values = { lines: route.lines.map((line) => line.map((one) => [...one])), points: route.points };
  if (before) return [{ update: "workout_route", id: before.id, version: before.version, values }];
  return [{ create: "workout_route", id: idFor("route"), values: { ...values, completedWorkoutId } }];
}

function valuesOf(row: WorkoutRow, { start, end, program }: { start: number; end: number; program: string }) {
  const seconds = row.seconds ?? (end - start) / 1_000;
  return {
    durationMinutes: Math.min(Math.round(seconds / 60), 100_000),
    sets: [
      {
        exercise: row.activity,
        durationSeconds: Math.min(Math.round(seconds), 100_000),
        ...(row.distanceM !== undefined && { distanceM: Math.min(tidy(row.distanceM), 1_000_000) }),
      },
    ],
    ...(row.calories !== undefined && { calories: Math.min(tidy(row.calories), 1_000_000) }),
    completedAt: new Date(end).toISOString(),
    source: program,
    ...(row.externalId !== undefined && { externalId: row.externalId }),
  };
}
