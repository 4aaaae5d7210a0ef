import * as z from "zod/mini";
import * as FreeBusy from "#core/calendar/free-busy";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotFound } from "#kit/problem";
import { Instant, Uuid } from "#kit/wire";

export const get = endpoint("GET /v1/calendar/free-busy", {
  summary: "Get when you, or the members of a household, are busy",
  description: `Busy blocks of a week, or until \`to\`, at most ${FreeBusy.MAX_DAYS} days; merged where they overlap, without what they are about. Cancelled, skipped, transparent and declined events are free; one that lasts all day and is opaque is not. Calendars that are not selected count as well, because whether a calendar is shown changes nobody's time; those that one only reads (\`isReadOnly\`), such as a subscribed calendar of holidays, do not. At most ${FreeBusy.MAX_BLOCKS.toLocaleString("en")} blocks of a person are told: \`knownUntil\` is where they end, \`to\` when these are all, and \`from\` for somebody with more than ${FreeBusy.MAX_EVENTS.toLocaleString("en")} events to look through, of whom nothing is known. Ask from there on for more.`,
  query: z.strictObject({ from: Instant, to: z.optional(Instant), householdId: z.optional(Uuid) }),
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        userId: Uuid,
        knownUntil: Instant,
        busy: z.array(z.strictObject({ startAt: Instant, endAt: Instant })),
      }),
    ),
  }),
  problems: [InvalidInput, NotFound],
  handler: async (ctx) => ({ data: await FreeBusy.freeBusy(ctx, ctx.query) }),
});
