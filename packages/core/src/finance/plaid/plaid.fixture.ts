/**
 * Stands in for Plaid at the network, by its published contract (plaid-openapi, 2020-09-14): tokens of Link that count once, items with
 * accounts, updates in pages of random length behind cursors, their change while they are read, and reports that it signs. What happens at a
 * bank is done by calling `book`, `authorize`, `settle` and so on; each of these queues a report, which a test delivers as it likes.
 */
import { createHash, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { KEEPS_CONNECTIONS } from "#testing/patience";

type Json = Record<string, unknown>;
type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];
export type Fault = "before" | "after" | 429 | 500 | 503 | undefined;

export interface BankTransaction {
  transaction_id: string;
  account_id: string;
  /** Positive when money leaves. */
  amount: number;
  iso_currency_code: string | null;
  date: string;
  name: string;
  merchant_name: string | null;
  pending: boolean;
  pending_transaction_id: string | null;
  personal_finance_category?: { primary: string; detailed: string; confidence_level: string } | null;
}

export interface BankAccount {
  account_id: string;
  persistent_account_id?: string;
  name: string;
  mask: string;
  type: "depository" | "credit" | "loan" | "investment";
  subtype: string;
  currency: string;
  /** What was there before all transactions, positive when it is the person's. */
  opening: number;
}

export interface Item {
  id: string;
  accessToken: string;
  institution: string;
  accounts: BankAccount[];
  status: "NOT_READY" | "INITIAL_UPDATE_COMPLETE" | "HISTORICAL_UPDATE_COMPLETE";
  error: string | null;
  /** When what its person agreed to ends. */
  consentEnds?: string | null;
  isRemoved: boolean;
  /** What happened, in its order: a transaction as it is from then on, or null when it is gone. */
  log: { id: string; transaction: BankTransaction | null }[];
  /** Cursors from before this place are no longer known. */
  oldest: number;
}

export interface PlaidReport {
  webhook_type: string;
  webhook_code: string;
  item_id: string;
  environment: string;
  [more: string]: unknown;
}

export const PLAID = {
  PLAID_CLIENT_ID: "a-client",
  PLAID_SECRET: "a-secret-of-plaid",
  PLAID_URL: "https://sandbox.plaid.com",
};

export class PlaidStandIn {
  readonly items: Item[] = [];
  readonly reports: PlaidReport[] = [];
  readonly requests: { path: string; body: Json }[] = [];
  /** Keys by which it signs, the last one now. */
  readonly keys: { kid: string; privateKey: PrivateKey; jwk: Json; expiredAt: number | null }[] = [];
  pageSize = () => 500;
  fault: () => Fault = () => undefined;
  /** Awaited once, before the accounts of an item are answered. */
  beforeAccounts: (() => Promise<void>) | undefined;
  /** Runs once, when another page of an update is asked for. */
  meanwhile: (() => void) | undefined;
  #tokens = new Map<string, { itemId: string; isUsed: boolean }>();
  #server = http.createServer(KEEPS_CONNECTIONS, (request, response) => void this.#serve(request, response));

  async listen(): Promise<void> {
    await this.rotate();
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reroute(url: URL): URL {
    return new URL(url.pathname, `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  /** From now on it signs with another key. */
  async rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    this.keys.push({ kid: randomUUID(), privateKey, jwk: { ...(await exportJWK(publicKey)) }, expiredAt: null });
  }

  /** What a report is delivered with. */
  async sign(body: string, at: Date, claims: Json = {}, key = this.keys.at(-1)!): Promise<string> {
    const said = {
      iat: Math.floor(at.getTime() / 1_000),
      request_body_sha256: createHash("sha256").update(body).digest("hex"),
      ...claims,
    };
    return new CompactSign(Buffer.from(JSON.stringify(said)))
      .setProtectedHeader({ alg: "ES256", kid: key.kid, typ: "JWT" })
      .sign(key.privateKey);
  }

  /** A bank that somebody agrees to link; with the token that Link hands out for it. */
  link(accounts: readonly Partial<BankAccount>[] = [{}], institution = "ins_1"): { item: Item; publicToken: string } {
    const item: Item = {
      id: `item-${randomUUID()}`,
      accessToken: `access-sandbox-${randomUUID()}`,
      institution,
      accounts: accounts.map((given, n) => ({
        account_id: `account-${randomUUID()}`,
        name: `Account ${n}`,
        mask: `000${n}`,
        type: "depository",
        subtype: "checking",
        currency: "USD",
        opening: 100,
        ...given,
      })),
      status: "HISTORICAL_UPDATE_COMPLETE",
      error: null,
      isRemoved: false,
      log: [],
      oldest: 0,
    };
    this.items.push(item);
    return { item, publicToken: this.tokenOf(item) };
  }

  /** The same accounts as Plaid has them when they are linked anew: under other ids, and so are their transactions. */
  relink(former: Item): { item: Item; publicToken: string } {
    const names = new Map<string, string>();
    const renamed = (id: string) => names.get(id) ?? names.set(id, `${id.split("-")[0]}-${randomUUID()}`).get(id)!;
    const linked = this.link(
      former.accounts.map((account) => ({ ...account, account_id: renamed(account.account_id) })),
      former.institution,
    );
    for (const one of this.transactionsOf(former))
      this.#put(linked.item, {
        ...one,
        transaction_id: renamed(one.transaction_id),
        account_id: renamed(one.account_id),
        // Of a pending one that is no more, a new item has no id.
        pending_transaction_id: null,
      });
    return linked;
  }

  tokenOf(item: Item): string {
    const token = `public-sandbox-${randomUUID()}`;
    this.#tokens.set(token, { itemId: item.id, isUsed: false });
    return token;
  }

  transactionsOf = (item: Item): BankTransaction[] => [...stateAt(item, item.log.length).values()];

  book(item: Item, given: Partial<BankTransaction> = {}): BankTransaction {
    const made: BankTransaction = {
      transaction_id: `transaction-${randomUUID()}`,
      account_id: item.accounts[0]!.account_id,
      amount: 12.5,
      iso_currency_code: item.accounts[0]!.currency,
      date: "2026-03-01",
      name: "GREEN FORK KITCHEN PORTLAND",
      merchant_name: "Green Fork Kitchen",
      pending: false,
      pending_transaction_id: null,
      ...given,
    };
    this.#put(item, made);
    this.#tell(item);
    return made;
  }

  authorize = (item: Item, given: Partial<BankTransaction> = {}) => this.book(item, { ...given, pending: true });

  /** Books a pending one: it is gone, and another one there that names it. */
  settle(item: Item, id: string, given: Partial<BankTransaction> = {}): BankTransaction {
    const pending = stateAt(item, item.log.length).get(id)!;
    item.log.push({ id, transaction: null });
    return this.book(item, {
      ...pending,
      transaction_id: `transaction-${randomUUID()}`,
      pending: false,
      pending_transaction_id: id,
      ...given,
    });
  }

  change(item: Item, id: string, given: Partial<BankTransaction>): void {
    this.#put(item, { ...stateAt(item, item.log.length).get(id)!, ...given });
    this.#tell(item);
  }

  remove(item: Item, id: string): void {
    item.log.push({ id, transaction: null });
    this.#tell(item);
  }

  endLogin(item: Item): void {
    item.error = "ITEM_LOGIN_REQUIRED";
    this.#tell(item, "ITEM", "ERROR", { error: { error_type: "ITEM_ERROR", error_code: item.error } });
  }

  repairLogin(item: Item): void {
    item.error = null;
    this.#tell(item, "ITEM", "LOGIN_REPAIRED");
  }

  endCursors(item: Item): void {
    item.oldest = item.log.length + 1;
  }

  /** What is on an account by what is booked, as the person has it. */
  balanceOf(item: Item, { account_id, opening }: BankAccount): number {
    const booked = this.transactionsOf(item).filter((one) => one.account_id === account_id && !one.pending);
    return Math.round(opening * 100 - booked.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)) / 100;
  }

  #put(item: Item, transaction: BankTransaction): void {
    item.log.push({ id: transaction.transaction_id, transaction });
  }

  #tell(item: Item, type = "TRANSACTIONS", code = "SYNC_UPDATES_AVAILABLE", more: Json = {}): void {
    const about = { webhook_type: type, webhook_code: code, item_id: item.id, environment: "sandbox", ...more };
    this.reports.push(
      type === "TRANSACTIONS"
        ? { ...about, initial_update_complete: true, historical_update_complete: item.status.startsWith("HIST") }
        : about,
    );
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += chunk;
    const path = request.url!.slice(1);
    const body = JSON.parse(text) as Json;
    this.requests.push({ path, body });
    const fault = this.fault();
    if (fault === "before") return void response.destroy();
    const { beforeAccounts } = this;
    if (path === "accounts/get" && beforeAccounts) {
      this.beforeAccounts = undefined;
      await beforeAccounts();
    }
    const isKnown =
      request.headers["plaid-client-id"] === PLAID.PLAID_CLIENT_ID &&
      request.headers["plaid-secret"] === PLAID.PLAID_SECRET;
    const [status, answer] =
      typeof fault === "number"
        ? refused("API_ERROR", "INTERNAL_SERVER_ERROR", fault)
        : isKnown
          ? this.#answer(path, body)
          : refused("INVALID_INPUT", "INVALID_API_KEYS");
    if (fault === "after") return void response.destroy();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ ...answer, request_id: randomUUID() }));
  }

  #answer(path: string, body: Json): [number, Json] {
    if (path === "link/token/create")
      return [200, { link_token: `link-sandbox-${randomUUID()}`, expiration: "2026-03-02T16:00:00Z" }];
    if (path === "webhook_verification_key/get") {
      const key = this.keys.find(({ kid }) => kid === body.key_id);
      if (!key) return refused("INVALID_INPUT", "INVALID_WEBHOOK_VERIFICATION_KEY_ID");
      const more = { alg: "ES256", kid: key.kid, use: "sig", created_at: 1_560_466_950, expired_at: key.expiredAt };
      return [200, { key: { ...key.jwk, ...more } }];
    }
    if (path === "item/public_token/exchange") {
      const token = this.#tokens.get(String(body.public_token));
      if (!token || token.isUsed) return refused("INVALID_INPUT", "INVALID_PUBLIC_TOKEN");
      token.isUsed = true;
      const item = this.items.find(({ id }) => id === token.itemId)!;
      return [200, { access_token: item.accessToken, item_id: item.id }];
    }
    const item = this.items.find(({ accessToken, isRemoved }) => accessToken === body.access_token && !isRemoved);
    if (!item) return refused("INVALID_INPUT", "INVALID_ACCESS_TOKEN");
    if (path === "item/remove") {
      item.isRemoved = true;
      return [200, {}];
    }
    if (path === "accounts/get") return [200, this.#accounts(item)];
    if (item.error) return refused("ITEM_ERROR", item.error);
    return this.#update(item, (body.cursor as string | undefined) ?? null, Number(body.count));
  }

  #accounts(item: Item): Json {
    const accounts = item.accounts.map((account) => {
      const { opening: _, currency, ...rest } = account;
      const owed = account.type === "credit" || account.type === "loan";
      const current = this.balanceOf(item, account) * (owed ? -1 : 1);
      return {
        ...rest,
        official_name: null,
        balances: { available: owed ? 5_000 - current : current, current, iso_currency_code: currency },
      };
    });
    const { id, institution, error, consentEnds = null } = item;
    return {
      accounts,
      item: {
        item_id: id,
        institution_id: institution,
        institution_name: `Bank ${institution}`,
        consent_expiration_time: consentEnds,
        error: error === null ? null : { error_type: "ITEM_ERROR", error_code: error },
      },
    };
  }

  #update(item: Item, cursor: string | null, count: number): [number, Json] {
    const nothing = { added: [], modified: [], removed: [], has_more: false };
    if (item.status === "NOT_READY")
      return [200, { ...nothing, next_cursor: "", transactions_update_status: "NOT_READY" }];
    const [owner, since, until, offset] = cursor === null ? [item.id, 0, item.log.length, 0] : placeOf(cursor);
    if (owner !== item.id || (cursor !== null && since < item.oldest))
      return refused("INVALID_REQUEST", "INVALID_FIELD");
    if (offset > 0) {
      const { meanwhile } = this;
      this.meanwhile = undefined;
      meanwhile?.();
    }
    if (offset > 0 && item.log.length > until)
      return refused("TRANSACTIONS_ERROR", "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION");
    const end = offset > 0 ? until : item.log.length;
    const [before, after] = [stateAt(item, cursor === null ? 0 : since), stateAt(item, end)];
    const ids = [...new Set(item.log.slice(cursor === null ? 0 : since, end).map(({ id }) => id))];
    const changes = ids
      .flatMap((id): [string, string, unknown][] => {
        const now = after.get(id);
        if (now) return [[hash(id), before.has(id) ? "modified" : "added", now]];
        return before.has(id)
          ? [[hash(id), "removed", { transaction_id: id, account_id: before.get(id)!.account_id }]]
          : [];
      })
      // What belongs together need not come together.
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const size = Math.max(1, Math.min(count, this.pageSize()));
    const some = changes.slice(offset, offset + size);
    const of = (kind: string) => some.filter(([, one]) => one === kind).map(([, , what]) => what);
    const isLast = offset + size >= changes.length;
    const next = isLast ? [item.id, end, end, 0] : [item.id, cursor === null ? 0 : since, end, offset + size];
    return [
      200,
      {
        added: of("added"),
        modified: of("modified"),
        removed: of("removed"),
        has_more: !isLast,
        next_cursor: next.join(" "),
        transactions_update_status: item.status,
      },
    ];
  }
}

function placeOf(cursor: string): [string, number, number, number] {
  const [item, since, until, offset] = cursor.split(" ");
  return [item!, Number(since), Number(until), Number(offset)];
}

function stateAt(item: Item, end: number): Map<string, BankTransaction> {
  const state = new Map<string, BankTransaction>();
  for (const { id, transaction } of item.log.slice(0, end))
    if (transaction) state.set(id, transaction);
    else state.delete(id);
  return state;
}

const hash = (id: string) => createHash("sha256").update(id).digest("hex");

const refused = (error_type: string, error_code: string, status = 400): [number, Json] => [
  status,
  { error_type, error_code, error_message: "refused", display_message: null },
];
