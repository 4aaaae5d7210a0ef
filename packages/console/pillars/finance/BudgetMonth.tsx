/** The envelopes of a month: what there was, what is left, and the categories for which nothing is planned. */
import { useState } from "react";
import { isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { useList } from "#console/data/list.ts";
import { byOrder } from "#console/data/ordered.ts";
import { useRead } from "#console/data/read.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { budgetsOf, categoriesOf, reportOf } from "./budget-reads.ts";
import { EnvelopeRow } from "./EnvelopeRow.tsx";
import { put, remove, type Shown, shownEnvelopes, shownTotals, type Totals, type Wanted } from "./envelopes.ts";
import { Money } from "./Money.tsx";
import { type Category, useAll, useOwnCurrency } from "./rows.ts";
import type en from "./words.en.ts";

type BudgetMonthProps = { month: string; householdId: string | undefined };

export function BudgetMonth({ month, householdId }: BudgetMonthProps) {
  const words = useWords<typeof en>("finance").budgets;
  const report = useRead("finance.reports.month", reportOf(month, householdId));
  const budgetRows = useList("finance.budgets.list", budgetsOf(month, householdId));
  const budgets = useAll(budgetRows);
  const categoryRows = useList("finance.budget-categories.list", categoriesOf(householdId));
  const categories = useAll(categoryRows).filter((one) => one.householdId === (householdId ?? null));
  const { pending, set } = useSetting(month);
  const { data } = report;
  const isLoading = report.isLoading || budgetRows.state === "loading" || categoryRows.state === "loading";
  if (isLoading) return <Skeleton rows={8} />;
  if (!data) return report.problem ? <Problem problem={report.problem} retry={report.retry} /> : null;

  const isAllHere = budgetRows.state === "empty" || isWhole(budgetRows);
  const envelopes = shownEnvelopes(data.envelopes, budgets, isAllHere);
  const held = new Set(envelopes.map(({ budgetCategoryId }) => budgetCategoryId));
  const unplanned = categories.filter(({ id, kind }) => kind === "expense" && !held.has(id)).sort(byOrder);
  const over = envelopes.filter((one) => isPlanned(one) && one.availableCents < 0).length;
  if (envelopes.length === 0 && unplanned.length === 0)
    return (
      <Empty
        icon="tag"
        title={words.empty}
        action={
          <ButtonLink kind="main" to="/finance/categories?add=yes">
            {words.toCategories}
          </ButtonLink>
        }
      >
        {words.emptyHint}
      </Empty>
    );
  return (
    <>
      {over > 0 && (
        <Remark icon="warning" tone="warn">
          {words.overCount(over)}
        </Remark>
      )}
      {shownTotals(data.totals, data.envelopes, envelopes).map((totals) => (
        <TotalsCard key={totals.currency} totals={totals} isOnly={data.totals.length === 1} />
      ))}
      {envelopes.length > 0 && (
        <Section title={words.envelopes}>
          <ul className="envelopes">
            {envelopes.map((envelope) => (
              <Envelope
                key={`${envelope.budgetCategoryId} ${envelope.currency}`}
                envelope={envelope}
                isKnown={categories.some(({ id, kind }) => id === envelope.budgetCategoryId && kind === "expense")}
                pending={pending}
                set={set}
              />
            ))}
          </ul>
        </Section>
      )}
      {unplanned.length > 0 && <Unplanned categories={unplanned} pending={pending} set={set} />}
    </>
  );
}

const isPlanned = ({ budgetCents, carryCents }: Shown) => budgetCents !== null || carryCents !== 0;

/** How much there is in all, each currency apart. */
function TotalsCard({ totals, isOnly }: { totals: Totals; isOnly: boolean }) {
  const words = useWords<typeof en>("finance").budgets;
  const { currency, availableCents, budgetCents, carryCents, spentCents, incomeCents } = totals;
  const card = (
    <Card flush>
      <Facts
        facts={[
          availableCents < 0
            ? { name: words.overspent, value: <Money cents={-availableCents} currency={currency} /> }
            : { name: words.left, value: <Money cents={availableCents} currency={currency} /> },
          { name: words.budgeted, value: <Money cents={budgetCents} currency={currency} /> },
          ...(carryCents === 0
            ? []
            : [{ name: words.carried, value: <Money cents={carryCents} currency={currency} /> }]),
          { name: words.spent, value: <Money cents={spentCents} currency={currency} /> },
          { name: words.income, value: <Money cents={incomeCents} currency={currency} /> },
        ]}
      />
    </Card>
  );
  return isOnly ? card : <Section title={words.inCurrency(currency)}>{card}</Section>;
}

type SetFor = (category: Named, currency: string, wanted: Wanted) => void;
type Named = Pick<Category, "id" | "name">;
type SettingProps = { pending: ReadonlyMap<string, Wanted>; set: SetFor };

/** `isKnown`: it is of a category that can have a budget. */
function Envelope({ envelope, isKnown, pending, set }: SettingProps & { envelope: Shown; isKnown: boolean }) {
  const words = useWords<typeof en>("finance").budgets;
  const { budgetCategoryId: id, budget, currency } = envelope;
  const name = envelope.name ?? (id === null ? words.noCategory : words.goneCategory);
  const wanted = id !== null && !budget ? pending.get(`${id} ${currency}`) : undefined;
  const shown = wanted ? withBudget(envelope, wanted) : envelope;
  const onSet = (next: Wanted) => {
    // Why it did not hold is told by the change.
    if (budget) put(budget, next, name, words.isNow(name, money(next.amountCents, currency))).catch(() => {});
    else if (id !== null) set({ id, name }, currency, next);
  };
  return (
    <EnvelopeRow
      name={name}
      to={`/finance/transactions?category=${id ?? "none"}`}
      currency={currency}
      envelope={shown}
      onSet={isKnown || budget ? onSet : undefined}
      onRemove={budget && (() => void remove(budget, name))}
    />
  );
}

const withBudget = (envelope: Shown, { amountCents, rollover }: Wanted): Shown => ({
  ...envelope,
  budgetCents: amountCents,
  rollover,
  availableCents: envelope.availableCents + amountCents,
});

function Unplanned({ categories, pending, set }: SettingProps & { categories: readonly Category[] }) {
  const words = useWords<typeof en>("finance").budgets;
  const currency = useOwnCurrency();
  return (
    <Section title={words.unplanned}>
      <ul className="envelopes">
        {categories.map(({ id, name }) => {
          const wanted = pending.get(`${id} ${currency}`);
          const nothing = { budgetCategoryId: id, name, currency, carryCents: 0, spentCents: 0, availableCents: 0 };
          const begun = { ...nothing, budgetCents: null, rollover: false, budget: undefined };
          return (
            <EnvelopeRow
              key={id}
              name={name}
              to={`/finance/transactions?category=${id}`}
              currency={currency}
              envelope={wanted && withBudget(begun, wanted)}
              onSet={(next) => set({ id, name }, currency, next)}
            />
          );
        })}
      </ul>
    </Section>
  );
}

/** New budgets, shown while they are on their way: there is no row yet over which a change could be laid. */
function useSetting(month: string): SettingProps {
  const [pending, setPending] = useState<ReadonlyMap<string, Wanted>>(new Map());
  const set: SetFor = ({ id, name }, currency, wanted) => {
    const key = `${id} ${currency}`;
    const without = (all: ReadonlyMap<string, Wanted>) => new Map([...all].filter(([one]) => one !== key));
    setPending((all) => new Map(all).set(key, wanted));
    const body = { budgetCategoryId: id, month: `${month}-01`, currency, ...wanted };
    change("finance.budgets.create", { body, title: name })
      // Why it did not hold is told by the change.
      .catch(() => {})
      .finally(() => setPending(without));
  };
  return { pending, set };
}
