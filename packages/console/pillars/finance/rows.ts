/** Rows that several files of the pillar show, as the API answers them, and the short lists that are read whole. */

import { useEffect, useMemo } from "react";
import { allOf } from "#console/data/arranged.ts";
import { type RowOf, type Rows, useList } from "#console/data/list.ts";
import { usePlace } from "#console/words/place.ts";
import { minorUnitDigits } from "#core/finance/decimals";

export type Transaction = RowOf<"finance.transactions.list">;
export type Account = RowOf<"finance.accounts.list">;
export type Category = RowOf<"finance.budget-categories.list">;

export const ACCOUNTS = { query: { sort: "name" as const } };
export const CATEGORIES = { query: { sort: "sortOrder" as const } };

export const useAccounts = (): readonly Account[] => useAll(useList("finance.accounts.list", ACCOUNTS));
export const useCategories = (): readonly Category[] => useAll(useList("finance.budget-categories.list", CATEGORIES));

/** What each account and each category is called, by its id; the same maps until a name changes. */
export function useNames(): { accounts: ReadonlyMap<string, string>; categories: ReadonlyMap<string, string> } {
  const accounts = JSON.stringify(useAccounts().map(({ id, name }) => [id, name]));
  const categories = JSON.stringify(useCategories().map(({ id, name }) => [id, name]));
  return useMemo(
    () => ({
      accounts: new Map(JSON.parse(accounts) as [string, string][]),
      categories: new Map(JSON.parse(categories) as [string, string][]),
    }),
    [accounts, categories],
  );
}

/** The currency that most of the person's accounts have; before there is one, that of where they live. */
export function useOwnCurrency(): string {
  const { currency } = usePlace();
  const open = useAccounts().filter(({ isClosed }) => !isClosed);
  const counts = Map.groupBy(open, (account) => account.currency);
  const [most] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? currency;
}

/** The most rows of a list that is read to its end, as far as `allOf` goes. */
const MOST = 300;

/** All rows of a list of which people have few: the page after the last one is asked for until there is none. */
export function useAll<T>(rows: Rows<T>): T[] {
  const { hasMore, count, show } = rows;
  useEffect(() => {
    if (hasMore && count < MOST) show(0, count);
  }, [hasMore, count, show]);
  return allOf(rows);
}

/** How many decimals a currency has: 500 of JPY are ¥500. */
export const exponentOf = minorUnitDigits;
