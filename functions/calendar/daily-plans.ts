import * as z from "zod/mini";
import { dailyPlans } from "#core/calendar/calendar.sql";
import * as DailyPlans from "#core/calendar/daily-plans";
import { DailyPlanUpdated } from "#core/calendar/events";
import { ifMatch } from "#kit/conditions";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { AlreadyExists, Conflict, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { createSchema, rowSchema } from "#kit/wire";

const Plan = rowSchema(dailyPlans);
const Mood = z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5))));

export const list = listEndpoint("GET /v1/calendar/daily-plans", dailyPlans, {
  summary: "List plans of days",
  filter: ["date"],
  sort: ["date"],
  order: "-date",
  entities: [entityOf(DailyPlanUpdated, dailyPlans)],
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
