/** What tests of money need of a person: categories, transactions and budgets, made by the API. */
import { expect } from "vitest";
import { create as createCategory } from "#functions/finance/budget-categories";
import { create as createBudget } from "#functions/finance/budgets";
import { month as monthReport } from "#functions/finance/reports";
import { create as createTransaction, putSplits } from "#functions/finance/transactions";
import type { Harness, Person } from "#testing/harness";

export interface Part {
  budgetCategoryId?: string | null;
  amountCents: number;
  note?: string | null;
}

export const moneyOf = (life: Harness) => ({
  async category(as: Person, name: string, more: object = {}): Promise<string> {
    const { status, body } = await life.call(createCategory, { as, body: { name, ...more } });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  },

  async spent(as: Person, amountCents: number, more: object = {}): Promise<string> {
    const given = { date: "2026-03-10", currency: "EUR", amountCents, ...more };
    const { status, body } = await life.call(createTransaction, { as, body: given });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  },

  split: (as: Person, transactionId: string, splits: Part[], headers: Record<string, string> = {}) =>
    life.call(putSplits, { as, params: { transactionId }, body: { splits }, headers }),

  async budget(as: Person, budgetCategoryId: string, amountCents: number, more: object = {}) {
    const given = { budgetCategoryId, month: "2026-03-01", currency: "EUR", amountCents, ...more };
    const { status, body } = await life.call(createBudget, { as, body: given });
    expect(status, JSON.stringify(body)).toBe(201);
    return body as { id: string; userId: string; householdId: string | null; currency: string };
  },

  /** The envelopes of a month as `[category, currency, carry, budget, spent, available]`. */
  async envelopes(as: Person, month: string, more: Record<string, string> = {}) {
    const { status, body } = await life.call(monthReport, { as, query: { month, ...more } });
    expect(status, JSON.stringify(body)).toBe(200);
    return body.envelopes.map((one: Record<string, unknown>) => [
      one.budgetCategoryId,
      one.currency,
      one.carryCents,
      one.budgetCents,
      one.spentCents,
      one.availableCents,
    ]);
  },
});
