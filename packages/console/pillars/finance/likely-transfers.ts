/** Which transactions may be the other half of one. */
import type { Params } from "#console/data/client.ts";
import { dayAfter, daysBetween } from "#console/words/format.ts";
import type { Transaction } from "./rows.ts";

export type Half = Pick<Transaction, "id" | "accountId" | "amountCents" | "currency" | "date">;
type Query = NonNullable<Params<"finance.transactions.list">["query"]>;

/** Banks take a few days; whoever pays by hand into another account may take longer. */
const DAYS = 30;
const MOST = 20;

/** Those of other accounts that went the other way about then, and belong to no transfer. `isSame`: in the same currency, which has to be the same amount. */
export function likelyQuery({ accountId, amountCents, currency, date }: Half, isSame: boolean): Query {
  const opposite = amountCents < 0 ? { "amountCents[gt]": 0 } : { "amountCents[lt]": 0 };
  return {
    kind: "ordinary",
    "transferPairId[null]": true,
    "accountId[null]": false,
    ...(accountId && { "accountId[ne]": accountId }),
    "date[gte]": dayAfter(date, -DAYS),
    "date[lte]": dayAfter(date, DAYS),
    ...(isSame ? { currency, amountCents: -amountCents } : { "currency[ne]": currency, ...opposite }),
    sort: "-date",
    limit: 100,
  };
}

/** The nearest day first. */
export const nearest = <T extends Pick<Transaction, "date">>(rows: readonly T[], { date }: Half): T[] =>
  rows.toSorted((a, b) => Math.abs(daysBetween(date, a.date)) - Math.abs(daysBetween(date, b.date))).slice(0, MOST);
