import * as z from "zod/mini";
import * as QuickAdd from "#core/work/quick-add";
import { priorities, tasks } from "#core/work/tasks.sql";
import { endpoint, reply } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Day, Instant, rowSchema, Text, TimeZone, Uuid } from "#kit/wire";

const Parsed = z.strictObject({
  title: Text(500),
  dueDate: z.nullable(Day),
  dueAt: z.nullable(Instant),
  timezone: Text(64),
  recurrenceRule: z.nullable(Text(500)),
  recurrenceBasis: z.enum(["due_date", "completion"]),
  priority: z.nullable(z.enum(priorities)),
  estimatedMinutes: z.nullable(z.int()),
  labels: z.array(Text(100)),
  lifeDomain: z.nullable(z.strictObject({ id: Uuid, slug: Text(60) })),
  unknownDomains: z.array(Text(60)),
  spans: z.array(
    z.strictObject({
      kind: z.enum(QuickAdd.spanKinds),
      start: z.int().check(z.gte(0)),
      end: z.int().check(z.gte(0)),
      text: Text(500),
    }),
  ),
});

export const add = endpoint("POST /v1/work/tasks/quick-add", {
  summary: "Add a task in one line",
  description:
    "In English, or in German when `locale` (the profile's unless given) is: `Miete jeden Monat am 1. um 9 Uhr !hoch`. Understands dates and times (`tomorrow 9am`, `two weeks from monday`, `eod`; next week is its Monday, next month its first day), recurrences (`every other friday until june`, `every! 3 days` from completion), `@label`, `#life-domain` (a label when there is none), `!low` to `!critical` or `p4` to `p1`, and `~1h30m`. Only what is understood as a whole leaves the title: `mon, wed, fri` without `every`, `from 24 Dec to 2 Jan`, `8am and 8pm` and what is in double quotes stay there as they were written. `3/4/2026` is in April or in March as the locale has it, and stays in the title without one. `spans` says what was taken for what, in UTF-16 units. With `dryRun` nothing is made.",
  body: z.strictObject({
    text: Text(500).check(z.regex(/\S/, fieldSayings.sentences.empty)),
    timezone: z.optional(TimeZone),
    locale: z.optional(Text(35, 1)),
    dryRun: z.optional(z.boolean()),
  }),
  locates: true,
  returns: z.strictObject({ task: z.nullable(rowSchema(tasks)), parsed: Parsed }),
  problems: [InvalidInput],
  example: { body: { text: "Pay rent every month on the 1st 9am #home !high @bills ~30m" } },
  async handler(ctx) {
    const added = await QuickAdd.quickAdd(ctx, ctx.body);
    return added.task ? reply(added, { headers: { location: `/v1/work/tasks/${added.task.id}` } }) : added;
  },
});
