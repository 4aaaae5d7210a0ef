import * as z from "zod/mini";
import * as Nudges from "#core/people/nudges";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { InvalidInput } from "#kit/problem";

export const get = endpoint("GET /v1/people/nudges", {
  summary: "Get whom you neglect, and the dates to come",
  description: `Contacts with whom you have not been in touch for \`keepInTouchDays\`, those first with whom it is longest overdue, ${Nudges.MAX_NEGLECTED} at most; with \`include=reach\` also the preferred number and address of each, which is recorded as a look at encrypted fields. Dates are those of the next days (30 unless given).`,
  query: z.strictObject({
    days: z.optional(integerParameter(0, 366)),
    include: z.optional(z.enum(["reach"])),
  }),
  returns: Nudges.Nudges,
  problems: [InvalidInput],
  handler: (ctx) => Nudges.nudges(ctx, ctx.query.days ?? 30, ctx.query.include === "reach"),
});
