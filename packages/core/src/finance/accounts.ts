/** What an account is opened with, and the account of a payment when none is given. */
import { sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** The body of a create: a balance without transactions is what the account is opened with. */
export const opened = <B extends { balanceCents?: number; openingBalanceCents?: number }>({
  balanceCents = 0,
  openingBalanceCents = balanceCents,
  ...body
}: B) => ({ ...body, openingBalanceCents });

type AccountType = "checking" | "savings" | "credit" | "investment" | "loan" | "cash" | "other";

export interface OpenAccount {
  id: string;
  type: AccountType;
  currency: string;
}

/** The speaker's own accounts that are neither closed nor deleted, the oldest first. */
export function openAccounts(): Read<OpenAccount[]> {
  return read(
    sql`select id, type, currency from accounts where user_id = ${me} and deleted_at is null and not is_closed order by id limit 500`,
  );
}

/** Types of account that people pay with in a shop, the likeliest first; loans are left out. */
export const PAYS_WITH: readonly AccountType[] = ["credit", "checking", "cash", "other", "savings"];

/** The likeliest account for a payment in a currency: credit before checking before cash, the oldest of its kind. */
export function payingAccount(accounts: readonly OpenAccount[], currency: string): OpenAccount | undefined {
  return likeliest(accounts.filter((account) => account.currency === currency));
}

/** The currency that a person usually pays in, judged by their accounts. */
export function mainCurrency(accounts: readonly OpenAccount[]): string | undefined {
  return likeliest(accounts)?.currency;
}

function likeliest(accounts: readonly OpenAccount[]): OpenAccount | undefined {
  return accounts
    .filter((account) => PAYS_WITH.includes(account.type))
    .sort((a, b) => PAYS_WITH.indexOf(a.type) - PAYS_WITH.indexOf(b.type) || (a.id < b.id ? -1 : 1))[0];
}
