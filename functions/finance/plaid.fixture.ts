/** For tests: a harness that speaks to a stand-in of Plaid, and ways to deliver what that reports and to let LifeOS do what it asks for. */
import { randomUUID } from "node:crypto";
import { BankSyncRequested } from "#core/finance/events";
import { type Item, PLAID, type PlaidReport, PlaidStandIn } from "#core/finance/plaid/plaid.fixture";
import * as Bank from "#core/finance/plaid/sync";
import { exchange } from "#functions/finance/plaid";
import { receive } from "#functions/ingest/plaid";
import type { OpenDatabase } from "#testing/database";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";

export interface KeptRow {
  id: string;
  accountId: string;
  externalId: string | null;
  amountCents: number;
  date: string;
  status: string;
  description: string | null;
  merchantName: string | null;
  notes: string | null;
  isFromBank: boolean;
  isDeleted: boolean;
}

export interface Banking extends Harness {
  plaid: PlaidStandIn;
  /** Connects what Link has handed out; yields the connection's id and those of its accounts, in their order. */
  connect(
    person: Person,
    publicToken: string,
    accounts?: object[],
  ): Promise<{ connectionId: string; accountIds: string[] }>;
  /** Delivers a report, signed now unless a header is given. */
  report(report: PlaidReport, header?: string): Promise<Answer>;
  /** Does what was asked for since the last time, as often as a workflow tries it. */
  syncAsked(tries?: number): Promise<void>;
  sync(person: Person, connectionId: string): ReturnType<typeof Bank.sync>;
  rows(accountId: string): Promise<KeptRow[]>;
  /** What there is on the accounts of a connection: at the bank, and here. */
  bothSides(item: Item, person: Person): Promise<{ there: object[]; here: object[] }>;
  later(ms: number): void;
}

export async function banking(open: OpenDatabase, config: Record<string, string> = {}): Promise<Banking> {
  const plaid = new PlaidStandIn();
  await plaid.listen();
  const life = await harness(open, {
    config: { ...PLAID, PUBLIC_URL: "https://life.example", ...config },
    network: { reroute: (url) => plaid.reroute(url), wait: async () => {} },
  });
  const { close } = life;
  let done = 0;

  const sync: Banking["sync"] = (person, connectionId) =>
    Bank.sync({ userId: person.userId, connectionId, correlationId: randomUUID(), causationId: randomUUID() });

  const rows = (accountId: string) =>
    life.database.query<KeptRow>(
      `select id, account_id as "accountId", external_id as "externalId", amount_cents::int as "amountCents", date::text, status, description,
         merchant_name as "merchantName", notes, is_from_bank as "isFromBank", deleted_at is not null as "isDeleted"
       from transactions where account_id = $1 order by date, id`,
      [accountId],
    );

  return Object.assign(life, {
    plaid,
    sync,
    rows,
    async connect(person: Person, publicToken: string, accounts: object[] = []) {
      const { status, body } = await life.call(exchange, { as: person, body: { publicToken, accounts } });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return {
        connectionId: body.connection.id as string,
        accountIds: body.accounts.map(({ id }: { id: string }) => id) as string[],
      };
    },
    async report(report: PlaidReport, header?: string) {
      const body = JSON.stringify(report, null, 2);
      const verification = header ?? (await plaid.sign(body, life.now()));
      return life.call(receive, {
        body,
        headers: { "content-type": "application/json", "plaid-verification": verification },
      });
    },
    async syncAsked(tries = 1) {
      const asked = life.events(BankSyncRequested);
      const fresh = new Map(asked.slice(done).map(({ subject, data }) => [data.entityId!, subject!]));
      done = asked.length;
      for (const [connectionId, userId] of fresh)
        for (let n = 1; n <= tries; n++) {
          try {
            await Bank.sync({ userId, connectionId, correlationId: randomUUID(), causationId: randomUUID() });
            break;
          } catch (error) {
            if (n === tries && tries === 1) throw error;
          }
        }
    },
    async bothSides(item: Item, person: Person) {
      const known = await life.database.query<{ id: string; externalId: string; cents: number }>(
        `select a.id, a.external_id as "externalId", a.balance_cents::int as cents from accounts a
         join connections c on c.id = a.connection_id where a.user_id = $1 and c.external_account_id = $2`,
        [person.userId, item.id],
      );
      const here = [];
      for (const { id, externalId, cents } of known) {
        here.push({ id: externalId, cents });
        for (const row of await rows(id))
          if (!row.isDeleted && row.externalId !== null)
            here.push({
              id: row.externalId,
              on: externalId,
              cents: row.amountCents,
              date: row.date,
              status: row.status,
            });
      }
      const there = [
        ...item.accounts.map((one) => ({ id: one.account_id, cents: Math.round(plaid.balanceOf(item, one) * 100) })),
        ...plaid.transactionsOf(item).map((one) => ({
          id: one.transaction_id,
          on: one.account_id,
          cents: -Math.round(one.amount * 100),
          date: one.date,
          status: one.pending ? "pending" : "posted",
        })),
      ];
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      return { there: there.toSorted(byId), here: here.toSorted(byId) };
    },
    later(ms: number) {
      life.setNow(new Date(life.now().getTime() + ms));
    },
    async close() {
      await plaid.close();
      await close();
    },
  });
}
