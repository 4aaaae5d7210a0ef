/** What is in an envelope as it is seen: the report of the month, with the budgets that the person has just set. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import type { RowOf } from "#console/data/list.ts";
import type { Category } from "./rows.ts";

export type Report = Answer<"finance.reports.month">;
export type Envelope = Report["envelopes"][number];
export type Totals = Report["totals"][number];
export type Budget = RowOf<"finance.budgets.list">;

/** An envelope and the budget behind it, which is changed. */
export interface Shown extends Envelope {
  budget: Budget | undefined;
}

export const keyOf = ({ budgetCategoryId, currency }: Pick<Envelope, "budgetCategoryId" | "currency">) =>
  `${budgetCategoryId} ${currency}`;

/** The report counts a budget that was changed a moment ago only when it is read again; until then the difference is added here. */
export function shownEnvelopes(envelopes: readonly Envelope[], budgets: readonly Budget[], isWhole: boolean): Shown[] {
  const known = new Map(budgets.map((budget) => [keyOf(budget), budget]));
  return envelopes.map((envelope) => {
    const budget = envelope.budgetCategoryId === null ? undefined : known.get(keyOf(envelope));
    if (!budget && !isWhole) return { ...envelope, budget };
    const budgetCents = budget?.amountCents ?? null;
    return {
      ...envelope,
      budget,
      budgetCents,
      rollover: budget?.rollover ?? envelope.rollover,
      availableCents: envelope.availableCents + (budgetCents ?? 0) - (envelope.budgetCents ?? 0),
    };
  });
}

/** What is set where there was no budget, while it is on its way: by category and currency. */
export type Pending = ReadonlyMap<string, Wanted>;

/**
 * A row changes its section once, when the budget is set or removed, and not again when the report has it: what is open in it stays open.
 * `categories` are those that may have a budget.
 */
export function inEnvelopes(
  reported: readonly Shown[],
  budgets: readonly Budget[],
  pending: Pending,
  categories: readonly Category[],
): Shown[] {
  const known = new Map(categories.map((category) => [category.id, category]));
  const held = new Set(reported.map(keyOf));
  const added = new Map<string, Shown>();
  const add = (key: string, currency: string, budget: Budget | undefined, { amountCents, rollover }: Wanted) => {
    const category = known.get(key.split(" ")[0]!);
    if (!category || held.has(key) || added.has(key)) return;
    added.set(key, {
      budgetCategoryId: category.id,
      name: category.name,
      currency,
      carryCents: 0,
      spentCents: 0,
      budgetCents: amountCents,
      availableCents: amountCents,
      rollover,
      budget,
    });
  };
  for (const budget of budgets) add(keyOf(budget), budget.currency, budget, budget);
  for (const [key, wanted] of pending) add(key, key.split(" ")[1]!, undefined, wanted);
  const isNothing = ({ budgetCategoryId: id, budgetCents, carryCents, spentCents }: Shown) =>
    id !== null && known.has(id) && budgetCents === null && carryCents === 0 && spentCents === 0;
  const placeOf = ({ budgetCategoryId: id }: Shown) => known.get(id ?? "")?.sortOrder ?? Number.MAX_SAFE_INTEGER;
  return [...reported.map((one) => withPending(one, pending)), ...added.values()]
    .filter((one) => !isNothing(one))
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.name ?? "").localeCompare(b.name ?? ""));
}

function withPending(envelope: Shown, pending: Pending): Shown {
  const wanted = envelope.budget ? undefined : pending.get(keyOf(envelope));
  if (!wanted) return envelope;
  const { amountCents, rollover } = wanted;
  const by = amountCents - (envelope.budgetCents ?? 0);
  return { ...envelope, budgetCents: amountCents, rollover, availableCents: envelope.availableCents + by };
}

/** The sums with the same differences. */
export function shownTotals(
  totals: readonly Totals[],
  before: readonly Envelope[],
  after: readonly Envelope[],
): Totals[] {
  return totals.map((total) => {
    const sum = (envelopes: readonly Envelope[]) =>
      envelopes.reduce(
        (cents, { currency, budgetCents }) => cents + (currency === total.currency ? (budgetCents ?? 0) : 0),
        0,
      );
    const by = sum(after) - sum(before);
    return { ...total, budgetCents: total.budgetCents + by, availableCents: total.availableCents + by };
  });
}

export interface Wanted {
  amountCents: number;
  rollover: boolean;
}

/** `said` is what the notice says that offers to take it back. */
export const put = (budget: Budget, body: Wanted, title: string, said: string) =>
  change("finance.budgets.update", {
    path: { budgetId: budget.id },
    body,
    row: budget,
    title,
    undoText: said,
    undo: () =>
      change("finance.budgets.update", {
        path: { budgetId: budget.id },
        body: { amountCents: budget.amountCents, rollover: budget.rollover },
        row: budget,
        title,
      }),
  });

export const remove = (budget: Budget, title: string) =>
  change("finance.budgets.remove", { path: { budgetId: budget.id }, row: budget, title });
