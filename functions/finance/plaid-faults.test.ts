/**
 * Rounds of what may happen between banks, Plaid and LifeOS: payments are authorised, booked, changed and taken back, logins end, banks are
 * linked anew, people enter what the bank tells of later; and what Plaid reports of it is lost, repeated, comes in another order or is forged,
 * its cursors end, and its answers break off. Afterwards the ledger equals the bank. `npm test` has 100 rounds, and `npm run prove -- plaid`
 * a thousand.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import type { Fault, Item, PlaidReport } from "#core/finance/plaid/plaid.fixture";
import { requestDue } from "#core/finance/plaid/sync";
import { ConnectionReauthRequired } from "#core/identity/events";
import { wrongIn } from "#functions/finance/ledger.fixture";
import { type Banking, banking } from "#functions/finance/plaid.fixture";
import { create, update } from "#functions/finance/transactions";
import { serverDb } from "#testing/database";
import type { Person } from "#testing/harness";
import { randomFrom } from "#testing/random";
import { isWhole, SEED } from "#testing/sampled";

const ROUNDS = isWhole("plaid") ? 1_000 : 100;
const random = randomFrom(SEED);
const chance = (share: number) => random() < share;
const below = (n: number) => Math.floor(random() * n);
const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];

let life: Banking;
beforeAll(async () => {
  life = await banking(await serverDb(), { RATE_LIMITS: JSON.stringify({ free: 1e9, starter: 1e9, pro: 1e9 }) });
});
afterAll(() => life.close());

interface Customer {
  person: Person;
  item: Item;
  accountIds: string[];
}

const SHOPS = ["Green Fork Kitchen", "Shell Oil", "Whole Grain Bakery", "City Transport"];
let made = 0;
const day = () => new Date(Date.parse("2026-02-01") + below(28) * 86_400_000).toISOString().slice(0, 10);
/** What an id of the bank's is called here by its person; it stays with what the transaction becomes. */
const noted = new Map<string, string>();

async function happen(customer: Customer): Promise<void> {
  const { item, person } = customer;
  const bank = life.plaid;
  const all = bank.transactionsOf(item);
  const one = pick(all);
  const pending = pick(all.filter((each) => each.pending));
  const account = pick(item.accounts)!;
  const name = pick(SHOPS)!;
  // Some amounts come often, most once.
  const amount = chance(0.3) ? 2.5 : ++made + 0.25;
  const fresh = { account_id: account.account_id, amount, date: day(), name: name.toUpperCase(), merchant_name: name };
  const kind = below(10);
  if (kind < 3) return void bank.book(item, fresh);
  if (kind < 5) return void bank.authorize(item, fresh);
  if (kind === 5 && pending) {
    const tip = chance(0.3) ? { amount: pending.amount + 1 } : {};
    const booked = bank.settle(item, pending.transaction_id, tip);
    const note = noted.get(pending.transaction_id);
    if (note) noted.set(booked.transaction_id, note);
    return;
  }
  if (kind === 6 && one) return bank.change(item, one.transaction_id, { amount: ++made + 0.5 });
  if (kind === 7 && one) return bank.remove(item, one.transaction_id);
  if (kind === 8) {
    if (item.error) return bank.repairLogin(item);
    return void (chance(0.3) ? bank.endLogin(item) : bank.endCursors(item));
  }
  // Somebody enters what the bank tells of afterwards.
  const at = item.accounts.indexOf(account);
  const body = {
    accountId: customer.accountIds[at],
    date: fresh.date,
    merchantName: name,
    amountCents: -Math.round(amount * 100),
  };
  expect((await life.call(create, { as: person, body })).status).toBe(201);
  bank.book(item, fresh);
}

/** Somebody notes something about a transaction of their bank. */
async function note({ person, accountIds }: Customer): Promise<void> {
  const row = pick(
    (await life.rows(pick(accountIds)!)).filter(
      (each) => !each.isDeleted && each.isFromBank && !each.externalId?.startsWith("former"),
    ),
  );
  if (!row?.externalId) return;
  const notes = noted.get(row.externalId) ?? `note ${++made}`;
  const { status } = await life.call(update, { as: person, params: { transactionId: row.id }, body: { notes } });
  if (status === 200) noted.set(row.externalId, notes);
}

async function relink(customer: Customer): Promise<void> {
  life.plaid.fault = () => undefined;
  const { item, publicToken } = life.plaid.relink(customer.item);
  const { accountIds } = await life.connect(customer.person, publicToken);
  life.plaid.fault = faults;
  expect(accountIds.toSorted()).toEqual(customer.accountIds.toSorted());
  customer.item = item;
}

const faults = () => (chance(0.1) ? pick<Fault>(["before", "after", 429, 500, 503]) : undefined);

async function deliver(report: PlaidReport): Promise<void> {
  if (chance(0.8)) {
    expect([202, 503]).toContain((await life.report(report)).status);
    return;
  }
  const forged = await life.plaid.sign(JSON.stringify({ ...report, item_id: "another" }), life.now());
  expect((await life.report(report, forged)).status).toBe(401);
}

it(`ends equal to the bank after ${ROUNDS} rounds of faults`, { timeout: 1_800_000 }, async () => {
  console.info(`  ${ROUNDS} rounds, SWEEP_SEED=${SEED}`);
  const customers: Customer[] = [];
  for (const name of ["a", "b", "c"]) {
    const person = await life.user(name);
    const { item, publicToken } = life.plaid.link([{ mask: "1111" }, { mask: "2222", type: "credit", opening: -50 }]);
    const { accountIds } = await life.connect(person, publicToken);
    customers.push({ person, item, accountIds });
  }
  life.plaid.fault = faults;
  life.plaid.pageSize = () => (chance(0.3) ? 1 + below(4) : 500);
  const waiting: PlaidReport[] = [];
  let seen = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let n = below(3); n >= 0; n--) await happen(pick(customers)!);
    if (chance(0.3)) await note(pick(customers)!);
    if (chance(0.03)) await relink(pick(customers)!);
    if (chance(0.2)) {
      const { item } = pick(customers)!;
      life.plaid.meanwhile = () => void life.plaid.book(item, { amount: ++made + 0.75, date: day() });
    }
    waiting.push(...life.plaid.reports.slice(seen));
    seen = life.plaid.reports.length;
    for (const report of waiting.filter(() => chance(0.3)).sort(() => random() - 0.5)) await deliver(report);
    // What does not come again has come, or is lost.
    while (waiting.length > 8) waiting.splice(below(waiting.length), 1);
    await life.syncAsked(2);
    life.later(60_000);
  }

  life.plaid.fault = () => undefined;
  life.plaid.meanwhile = undefined;
  for (const { item } of customers) if (item.error) life.plaid.repairLogin(item);
  life.later(26 * 3_600_000);
  const service = speakAsService("schedule");
  await requestDue(service.ctx);
  await service.published();
  await life.syncAsked();

  for (const { person, item, accountIds } of customers) {
    const { there, here } = await life.bothSides(item, person);
    expect(here, `seed ${SEED}`).toEqual(there);
    const connected = await life.database.query("select id from connections where user_id = $1", [person.userId]);
    expect(connected, `seed ${SEED}`).toHaveLength(1);
    const rows = (await Promise.all(accountIds.map((id) => life.rows(id)))).flat();
    expect(
      rows.filter(({ isDeleted, isFromBank, externalId }) => !isDeleted && isFromBank && externalId === null),
    ).toEqual([]);
  }
  expect(await wrongIn(life.database)).toEqual([]);
  // What people noted is with what the transaction has become.
  const kept = await life.database.query<{ externalId: string; notes: string | null }>(
    'select external_id as "externalId", notes from transactions where external_id is not null and deleted_at is null',
  );
  const lost = kept.filter(({ externalId, notes }) => noted.has(externalId) && notes !== noted.get(externalId));
  expect(lost, `seed ${SEED}`).toEqual([]);
  const ended = life.plaid.reports.filter(({ webhook_code }) => webhook_code === "ERROR").length;
  expect(life.events(ConnectionReauthRequired).length).toBeLessThanOrEqual(ended + 0);
  expect(made).toBeGreaterThan(ROUNDS / 4);
});
