/** Accounts and transactions for tests of balances and transfers, and what has to be so of them at any time. */
import { create as createAccount, get as getAccount } from "#functions/finance/accounts";
import { create as createTransaction, get as getTransaction } from "#functions/finance/transactions";
import type { Database } from "#local/database";
import type { Harness, Person } from "#testing/harness";

export async function account(life: Harness, as: Person, body: object = {}): Promise<string> {
  const made = await life.call(createAccount, { as, body: { name: "Everyday", currency: "EUR", ...body } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

export async function booked(life: Harness, as: Person, accountId: string | null, amountCents: number, body = {}) {
  const given = { accountId, amountCents, date: "2026-03-02", ...body };
  const made = await life.call(createTransaction, { as, body: given });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body as { id: string; version: number; transferPairId: string | null };
}

export const accountOf = async (life: Harness, as: Person, accountId: string) =>
  (await life.call(getAccount, { as, params: { accountId } })).body;
export const transactionOf = async (life: Harness, as: Person, transactionId: string) =>
  (await life.call(getTransaction, { as, params: { transactionId } })).body;

/** An account that a bank tells of, which nobody makes through the API. */
export async function connected(database: Database, as: Person, balanceCents: number): Promise<string> {
  const [connection] = await database.query<{ id: string }>(
    "insert into connections (user_id, provider, external_account_id, status) values ($1, 'plaid', gen_random_uuid()::text, 'active') returning id",
    [as.userId],
  );
  const [row] = await database.query<{ id: string }>(
    "insert into accounts (user_id, connection_id, name, currency, balance_cents, external_id) values ($1, $2, 'Bank', 'EUR', $3, 'x') returning id",
    [as.userId, connection!.id, balanceCents],
  );
  return row!.id;
}

/** The accounts whose sums are not what their transactions add up to, and the transactions whose other side does not name them: none. */
export async function wrongIn(database: Database): Promise<unknown[]> {
  return database.query(`
    select a.id, a.balance_cents, a.opening_balance_cents, a.posted_cents, s.cents from accounts a cross join lateral (
      select coalesce(sum(t.amount_cents), 0) as cents from transactions t
      where t.account_id = a.id and t.status = 'posted' and t.deleted_at is null and t.currency = a.currency) s
    where a.posted_cents <> s.cents or a.unexplained_cents <> a.balance_cents - a.opening_balance_cents - a.posted_cents
      or (a.connection_id is null and a.unexplained_cents <> 0)
    union all
    select t.id, null, null, null, null from transactions t where t.transfer_pair_id is not null and (t.deleted_at is not null or not exists (
      select from transactions o where o.id = t.transfer_pair_id and o.transfer_pair_id = t.id and o.deleted_at is null))`);
}
