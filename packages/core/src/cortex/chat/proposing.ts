/** Proposals to add something. Nothing is written by them. */
import { told } from "#core/cortex/told.en";
import { MAX_QUANTITY } from "#core/household/units";
import * as QuickAdd from "#core/work/quick-add";
import { type Answer, type Asking, answer, mayAdd } from "./answering.ts";

/** A task as the line says it. Two flights, of which one reads. */
export async function task({ ctx, zone, pillars }: Asking, line: string, language: "en" | "de"): Promise<Answer> {
  if (!mayAdd(ctx.actor, pillars, "work")) return notChangeable("work");
  const { parsed } = await QuickAdd.quickAdd(ctx, { text: line, timezone: zone, locale: language, dryRun: true });
  const { title, dueDate, dueAt, recurrenceRule, recurrenceBasis, priority, estimatedMinutes, labels } = parsed;
  const given = {
    title,
    dueDate,
    dueAt,
    recurrenceRule,
    recurrenceTimezone: recurrenceRule === null ? null : zone,
    recurrenceBasis,
    priority,
    estimatedMinutes,
    labels,
    lifeDomainId: parsed.lifeDomain?.id ?? null,
  };
  return answer([told("chat_propose_task", { title })], {
    pillars: ["work"],
    proposals: [{ operation: "work.tasks.create", arguments: given }],
  });
}

export function shoppingItem(
  { ctx, pillars }: Asking,
  given: { name: string; quantity: number | null; unit: string | null },
): Answer {
  if (!mayAdd(ctx.actor, pillars, "household")) return notChangeable("household");
  const { name, quantity, unit } = given;
  const item =
    quantity !== null && (quantity < 0 || quantity > MAX_QUANTITY)
      ? { name, quantity: null, unit: null }
      : { name, quantity, unit };
  return answer([told("chat_propose_shopping", { title: name })], {
    pillars: ["household"],
    proposals: [{ operation: "household.shopping-items.create", arguments: item }],
  });
}

export function mood({ ctx, pillars }: Asking, value: number, note: string | null): Answer {
  if (!mayAdd(ctx.actor, pillars, "health")) return notChangeable("health");
  return answer([told("chat_propose_mood", { value })], {
    pillars: ["health"],
    proposals: [
      { operation: "health.brain-logs.create", arguments: { value, note, loggedAt: ctx.now().toISOString() } },
    ],
  });
}

const notChangeable = (pillar: string): Answer => answer([told("chat_not_changeable", { pillar })]);
