import * as z from "zod/mini";
import * as Agenda from "#core/calendar/agenda";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { Day, TimeZone } from "#kit/wire";

export const get = endpoint("GET /v1/calendar/agenda", {
  summary: "Get what there is in a range of days",
  description: `A week, or until \`to\`, at most ${Agenda.MAX_DAYS} days; those of your time zone unless \`timezone\` says otherwise: events of your selected calendars and your households with every instance of their series, time blocks, open tasks that are due or planned, when your routines come, and the days on which your habits are due. Cancelled events are left out. \`truncated\` says that there is more.`,
  query: z.strictObject({ from: Day, to: z.optional(Day), timezone: z.optional(TimeZone) }),
  returns: Agenda.Agenda,
  problems: [InvalidInput],
  handler: (ctx) => Agenda.agenda(ctx, ctx.query),
});
