import * as z from "zod/mini";
import { cronForm } from "#core/rhythm/cron";
import { RoutineEvents } from "#core/rhythm/events";
import * as Routines from "#core/rhythm/routines";
import { routineRuns, routines } from "#core/rhythm/routines.sql";
import { crud, listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { inContract, integerParameter } from "#kit/parameters";
import { Conflict, Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Instant, rowSchema, Text, Uuid } from "#kit/wire";

/** The contract has only the form of a rule; its meaning is checked when it is parsed. */
const CronExpression = inContract(Text(120).check(z.regex(/\S/, fieldSayings.sentences.empty)), () =>
  z.string().check(z.maxLength(120), z.regex(cronForm())),
);

export const { list, get, create, update, remove, restore, changes } = crud("/v1/rhythm/routines", routines, {
  fields: { cronExpression: CronExpression },
  write: ["name", "cronExpression", "timezone", "activities", "catchUp", "householdId"],
  writeOnce: ["isActive"],
  filter: ["isActive", "householdId", "catchUp", "nextRunAt", "lastRunAt"],
  sort: ["name", "nextRunAt", "lastRunAt"],
  emits: RoutineEvents,
  example: {
    name: "Recycling",
    cronExpression: "0 18 * * SUN",
    timezone: "Europe/Berlin",
    catchUp: "latest",
    activities: [{ title: "Put the bins out", offsetMinutes: 120, category: "chore", assigneeRotation: [] }],
  },
  restore: {
    description:
      "It comes back paused, for so many may run as the tier has, and what was due meanwhile is not made up for.",
    values: { isActive: false, nextRunAt: null },
  },
  changed: (ctx, body, id) => Routines.changed(ctx, id, body),
  create: {
    description:
      "`cronExpression` has the five fields of crontab(5), or is one of its nicknames (`@daily`), and is answered as five fields. When day of month and day of week are both restricted, one of them is enough; a field that begins with `*` is not restricted, so that `0 9 */2 * MON` is due on Mondays with an odd date. `L` is the last day of a month, `LW` its last weekday, `5L` its last Friday, `5#2` its second. The rule is read on the clocks of `timezone`, that of the profile unless given. Over a change of the clocks a routine shifts, and neither skips nor doubles. `assigneeRotation` names members of the household who take turns; empty, it is everybody. How often a rule may come, how many routines may run and how many tasks they make a day depends on the tier: what would be too many is a run that is listed as `skipped`.",
    problems: [Conflict],
    verb: Routines.create,
  },
  update: {
    description:
      "A changed rule or time zone counts from now; one that is said again as it was changes nothing. A routine is stopped by `pause` and goes on by `resume`.",
    problems: [Conflict],
  },
});
export const pause = endpoint("POST /v1/rhythm/routines/{routineId}/pause", {
  summary: "Pause a routine",
  description: "What would be due until it is resumed is not made up for.",
  returns: rowSchema(routines),
  problems: [NotFound, Forbidden],
  handler: (ctx) => Routines.pause(ctx, ctx.params.routineId),
});

export const resume = endpoint("POST /v1/rhythm/routines/{routineId}/resume", {
  summary: "Resume a paused routine",
  returns: rowSchema(routines),
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => Routines.resume(ctx, ctx.params.routineId),
});

export const run = endpoint("POST /v1/rhythm/routines/{routineId}/run", {
  summary: "Run a routine now",
  description:
    "Its tasks are made in a moment; the run is then listed under `scheduledFor`. Works on a paused one, too.",
  status: 202,
  returns: z.strictObject({ routineId: Uuid, scheduledFor: Instant }),
  problems: [NotFound, Forbidden],
  handler: (ctx) => Routines.runNow(ctx, ctx.params.routineId),
});

export const preview = endpoint("GET /v1/rhythm/routines/{routineId}/preview", {
  summary: "Preview when a routine is due next",
  query: z.strictObject({
    count: z.optional(integerParameter(1, 100)),
  }),
  returns: z.strictObject({
    timezone: z.string(),
    data: z.array(
      z.strictObject({
        scheduledFor: Instant,
        /** The local time in the routine's zone. */
        localTime: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)),
      }),
    ),
  }),
  problems: [InvalidInput, NotFound],
  handler: (ctx) => Routines.preview(ctx, ctx.params.routineId, ctx.query.count ?? 10),
});

export const runs = listEndpoint("GET /v1/rhythm/routines/{routineId}/runs", routineRuns, {
  summary: "List the runs of a routine",
  parent: { table: routines, key: "routineId" },
  filter: ["status", "scheduledFor"],
  sort: ["scheduledFor"],
});
