/** The envelopes of a month: what there was, what is left, and the categories for which nothing is planned. */
import { useEffect, useRef, useState } from "react";
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
import {
  inEnvelopes,
  keyOf,
  type Pending,
  put,
  remove,
  type Shown,
  shownEnvelopes,
  shownTotals,
  type Totals,
  type Wanted,
} from "./envelopes.ts";
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
  const { pending, set } = useSetting(month, budgets.map(keyOf));
  const edited = useRef<string>(undefined);
  const { data } = report;
  const isLoading = report.isLoading || budgetRows.state === "loading" || categoryRows.state === "loading";
  if (isLoading) return <Skeleton rows={8} />;
  if (!data) return report.problem ? <Problem problem={report.problem} retry={report.retry} /> : null;

  const isAllHere = budgetRows.state === "empty" || isWhole(budgetRows);
  const plannable = categories.filter(({ kind }) => kind === "expense");
  const reported = shownEnvelopes(data.envelopes, budgets, isAllHere);
  const envelopes = inEnvelopes(reported, budgets, pending, plannable);
  const held = new Set(envelopes.map(({ budgetCategoryId }) => budgetCategoryId));
  const unplanned = plannable.filter(({ id }) => !held.has(id)).sort(byOrder);
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
                key={keyOf(envelope)}
                envelope={envelope}
                isKnown={plannable.some(({ id }) => id === envelope.budgetCategoryId)}
                edited={edited}
                set={set}
              />
            ))}
          </ul>
        </Section>
      )}
      {unplanned.length > 0 && <Unplanned categories={unplanned} edited={edited} set={set} />}
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
type SettingProps = {
  set: SetFor;
  /** The category that was changed last: its row takes the focus again when it has moved to the other section. */
  edited: { current: string | undefined };
};

/** `isKnown`: it is of a category that can have a budget. */
function Envelope({ envelope, isKnown, edited, set }: SettingProps & { envelope: Shown; isKnown: boolean }) {
  const words = useWords<typeof en>("finance").budgets;
  const { budgetCategoryId: id, budget, currency } = envelope;
  const name = envelope.name ?? (id === null ? words.noCategory : words.goneCategory);
  const onSet = (next: Wanted) => {
    edited.current = id ?? undefined;
    // Why it did not hold is told by the change.
    if (budget) put(budget, next, name, words.isNow(name, money(next.amountCents, currency))).catch(() => {});
    else if (id !== null) set({ id, name }, currency, next);
  };
  return (
    <EnvelopeRow
      name={name}
      to={`/finance/transactions?category=${id ?? "none"}`}
      currency={currency}
      envelope={envelope}
      onSet={isKnown || budget ? onSet : undefined}
      onRemove={
        budget &&
        (() => {
          edited.current = id ?? undefined;
          void remove(budget, name).catch(() => {});
        })
      }
      wasEdited={id !== null && edited.current === id}
    />
  );
}

function Unplanned({ categories, edited, set }: SettingProps & { categories: readonly Category[] }) {
  const words = useWords<typeof en>("finance").budgets;
  const currency = useOwnCurrency();
  return (
    <Section title={words.unplanned}>
      <ul className="envelopes">
        {categories.map(({ id, name }) => (
          <EnvelopeRow
            key={id}
            name={name}
            to={`/finance/transactions?category=${id}`}
            currency={currency}
            onSet={(next) => {
              edited.current = id;
              set({ id, name }, currency, next);
            }}
            wasEdited={edited.current === id}
          />
        ))}
      </ul>
    </Section>
  );
}

/** New budgets, shown while they are on their way: there is no row yet over which a change could be laid. */
function useSetting(month: string, known: readonly string[]): { pending: Pending; set: SetFor } {
  const [pending, setPending] = useState<Pending>(new Map());
  const arrived = known.filter((key) => pending.has(key)).join("\n");
  // The answer comes before the list has the row; until then it is still shown as what was wanted.
  useEffect(() => {
    if (arrived) setPending((all) => without(all, arrived.split("\n")));
  }, [arrived]);
  const set: SetFor = ({ id, name }, currency, wanted) => {
    const key = `${id} ${currency}`;
    setPending((all) => new Map(all).set(key, wanted));
    const body = { budgetCategoryId: id, month: `${month}-01`, currency, ...wanted };
    // Why it did not hold is told by the change.
    change("finance.budgets.create", { body, title: name }).catch(() => setPending((all) => without(all, [key])));
  };
  return { pending, set };
}

const without = (all: Pending, keys: readonly string[]): Pending =>
  new Map([...all].filter(([key]) => !keys.includes(key)));
