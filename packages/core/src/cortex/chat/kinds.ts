/**
 * What may be proposed, and how it is done once it is approved of. Nothing is written before: a proposal has the very values that
 * will be, and an approval names their hash.
 */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { sentimentOf } from "#core/health/brain-logs";
import { brainLogs } from "#core/health/brain-logs.sql";
import { MoodLogged } from "#core/health/events";
import { ShoppingItemEvents } from "#core/household/events";
import { shoppingItems } from "#core/household/pantry.sql";
import * as Shopping from "#core/household/shopping";
import { MAX_QUANTITY } from "#core/household/units";
import { TaskEvents } from "#core/work/events";
import { priorities, tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Write } from "#kit/db";
import { Day, Instant, Text, Uuid } from "#kit/wire";
import type { Proposal } from "./answering.ts";

/** Days until a proposal is none any more. */
export const OPEN_DAYS = 7;

const Task = z.strictObject({
  title: Text(500, 1),
  dueDate: z.nullable(Day),
  dueAt: z.nullable(Instant),
  recurrenceRule: z.nullable(Text(500)),
  recurrenceTimezone: z.nullable(Text(64)),
  recurrenceBasis: z.enum(["due_date", "completion"]),
  priority: z.nullable(z.enum(priorities)),
  estimatedMinutes: z.nullable(z.int().check(z.gte(1), z.lte(100_000))),
  labels: z.array(Text(100)).check(z.maxLength(50)),
  lifeDomainId: z.nullable(Uuid),
});
const ShoppingItem = z.strictObject({
  name: Text(200, 1),
  quantity: z.nullable(z.number().check(z.gte(0), z.lte(MAX_QUANTITY))),
  unit: z.nullable(Text(30, 1)),
});
const Mood = z.strictObject({
  value: z.number().check(z.gte(1), z.lte(5)),
  note: z.nullable(Text(5_000)),
  loggedAt: Instant,
});

interface Kind<S extends z.ZodMiniType> {
  pillar: string;
  /** What it makes. */
  type: string;
  arguments: S;
  write(ctx: Ctx, id: string, given: z.output<S>): Write<{ id: string }>;
}
const kind = <S extends z.ZodMiniType>(one: Kind<S>): Kind<S> => one;

/** By the operations that do the same. */
export const kinds = {
  "work.tasks.create": kind({
    pillar: "work",
    type: "task",
    arguments: Task,
    write: (ctx, id, { priority, lifeDomainId, ...values }) =>
      insert(
        ctx,
        tasks,
        { id, ...values, priority: priority ?? undefined, lifeDomainId: lifeDomainId ?? undefined },
        { emits: { event: TaskEvents.created } },
      ),
  }),
  "household.shopping-items.create": kind({
    pillar: "household",
    type: "shopping_item",
    arguments: ShoppingItem,
    write: (ctx, id, { name, quantity, unit }) =>
      insert(
        ctx,
        shoppingItems,
        { id, ...Shopping.created({ name, quantity: quantity ?? undefined, unit }) },
        {
          emits: { event: ShoppingItemEvents.created },
        },
      ),
  }),
  "health.brain-logs.create": kind({
    pillar: "health",
    type: "brain_log",
    arguments: Mood,
    write: (ctx, id, { value, note, loggedAt }) =>
      insert(
        ctx,
        brainLogs,
        { id, category: "social", metricName: "mood_score", value, sentimentScore: sentimentOf(value), note, loggedAt },
        { emits: { event: MoodLogged } },
      ),
  }),
};
export type Operation = keyof typeof kinds;

// Each kind writes what its own schema reads, which a type for all of them cannot say.
export const kindOf = (operation: string) =>
  kinds[operation as Operation] as unknown as Kind<z.ZodMiniType> | undefined;

/** The same for the same operation and values, in whatever order they are kept. */
export const hashOf = ({ operation, arguments: given }: Proposal): string =>
  createHash("sha256")
    .update(`${operation}\n${ordered(given)}`)
    .digest("hex");

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${ordered(one)}`).join()}}`;
}
