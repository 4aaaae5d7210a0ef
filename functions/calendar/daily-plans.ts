import * as z from "zod/mini";
import { dailyPlans, planContents } from "#core/calendar/calendar.sql";
import * as DailyPlans from "#core/calendar/daily-plans";
import { DailyPlanUpdated, PlanProposed } from "#core/calendar/events";
import { acceptDay } from "#core/calendar/planning/accept";
import { MAX_PINS } from "#core/calendar/planning/pins";
import { proposeDay } from "#core/calendar/planning/propose";
import * as TimeBlocks from "#core/calendar/time-blocks";
import { whys } from "#core/cortex/door/asked";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { integerParameter } from "#kit/parameters";
import { AlreadyExists, Conflict, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { createSchema, Day, Instant, rowSchema, Uuid } from "#kit/wire";

const Plan = rowSchema(dailyPlans);
const Mood = z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5))));

export const list = listEndpoint("GET /v1/calendar/daily-plans", dailyPlans, {
  summary: "List plans of days",
  filter: ["date"],
  sort: ["date"],
  order: "-date",
  entities: [entityOf(DailyPlanUpdated, dailyPlans), entityOf(PlanProposed, dailyPlans)],
});

export const get = endpoint("GET /v1/calendar/daily-plans/{date}", {
  summary: "Get the plan of a day",
  returns: Plan,
  problems: [InvalidInput, NotFound],
  handler: (ctx) => DailyPlans.get(ctx, ctx.params.date),
});

export const put = endpoint("PUT /v1/calendar/daily-plans/{date}", {
  summary: "Write the plan of a day",
  description:
    "Replaces what there was: fields that are left out are empty. A mood, from 1 (bad) to 5 (good), is logged as a mood_score, too.",
  body: createSchema(
    dailyPlans,
    ["energyLevel", "focusDomainIds", "morningIntention", "eveningReflection", "moodMorning", "moodEvening"],
    { fields: { moodMorning: Mood, moodEvening: Mood } },
  ),
  returns: Plan,
  problems: [InvalidInput, StaleVersion, Conflict, AlreadyExists],
  example: { body: { morningIntention: "One thing after the other.", energyLevel: "medium", moodMorning: 4 } },
  handler: (ctx) => DailyPlans.put(ctx, ctx.params.date, ctx.body, ifMatch(ctx.headers["if-match"])),
});

const quarters = (least: number, most: number) =>
  z.optional(z.int().check(z.gte(least), z.lte(most), z.multipleOf(15)));

/** How tasks are cut. */
export const PieceFields = {
  minPieceMinutes: quarters(15, 240),
  maxPieceMinutes: quarters(30, 480),
  breakMinutes: quarters(0, 120),
};

const times = { startAt: Instant, endAt: Instant };

export const Proposal = z.strictObject({
  id: Uuid,
  date: Day,
  version: z.int(),
  ...planContents,
  madeBy: z.enum(["rules", "model"]),
  why: z.nullable(z.enum(whys)),
  proposedAt: Instant,
});

export const plan = endpoint("POST /v1/calendar/daily-plans/{date}/plan", {
  summary: "Propose a plan for a day",
  description:
    "Nothing is changed but the proposal, which stands in the plan of the day until it is accepted. Tasks and habits go around what is fixed (events with the buffer of your settings, time blocks, what you pin), within working hours, with breaks; important and demanding tasks into your best hours; at most as much focused work as your settings say; what waits for a task comes after it, and what is due at a time before that. Estimates are corrected by what at least five similar tasks have taken, and a day of low energy or after a short night has little demanding work. Every piece says why it is there, and all that is not planned says why. Where you permit it, a model puts the tasks into an order; the rules hold all the same. `pinned` and `leaveOut` stay as they are in the proposal that there is unless given.",
  body: z.strictObject({
    ...PieceFields,
    pinned: z.optional(
      z
        .array(z.union([z.strictObject({ taskId: Uuid, ...times }), z.strictObject({ habitId: Uuid, ...times })]))
        .check(z.maxLength(MAX_PINS)),
    ),
    leaveOut: z.optional(z.array(Uuid).check(z.maxLength(200))),
  }),
  returns: Proposal,
  problems: [InvalidInput],
  example: { body: { maxPieceMinutes: 120 } },
  handler: (ctx) => proposeDay(ctx, ctx.params.date, ctx.body),
});

export const accept = endpoint("POST /v1/calendar/daily-plans/{date}/accept", {
  summary: "Accept the proposed plan of a day",
  description:
    "Each piece becomes a time block, and each task is scheduled. Refused as stale (412) where the calendar, the tasks, the habits, the time blocks or the settings that the plan was made of have changed since, or a part of it has begun: propose it again. One that is accepted stays so.",
  query: z.strictObject({ version: z.optional(integerParameter(1, 2_147_483_647)) }),
  returns: Plan,
  problems: [InvalidInput, NotFound, Conflict, StaleVersion],
  refusals: TimeBlocks.refusals,
  handler: (ctx) => acceptDay(ctx, ctx.params.date, ctx.query.version),
});
