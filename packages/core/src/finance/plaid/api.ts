/**
 * What is asked of Plaid about an item, which is what somebody has linked at one bank (https://plaid.com/docs/api/products/transactions).
 * Amounts there are positive when money leaves, and balances of cards and loans when it is owed: here both are negative.
 */
import * as z from "zod/mini";
import type { accountTypes } from "#core/finance/accounts.sql";
import { minorUnitDigits } from "#core/finance/decimals";
import { askPlaid, refusalIn } from "#core/identity/plaid-link";
import type { Ctx } from "#kit/ctx";
import { thirdParty } from "#kit/third-party";

const service = /* @__PURE__ */ thirdParty("plaid", {
  timeoutMs: 20_000,
  totalMs: 60_000,
  tries: 3,
  maxBytes: 8 * 1024 * 1024,
});

/** The most transactions of a page that Plaid gives. */
const PAGE = 500;

const Id = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/));
const Code = z.nullish(z.string().check(z.maxLength(20)));

const RemoteAccount = z.object({
  account_id: Id,
  persistent_account_id: z.nullish(Id),
  name: z.string(),
  official_name: z.nullish(z.string()),
  mask: z.nullish(z.string()),
  type: z.string(),
  subtype: z.nullish(z.string()),
  balances: z.object({
    available: z.nullish(z.number()),
    current: z.nullish(z.number()),
    iso_currency_code: Code,
  }),
});
export type RemoteAccount = z.output<typeof RemoteAccount>;

const Accounts = z.object({
  accounts: z.array(RemoteAccount).check(z.maxLength(1_000)),
  item: z.object({
    item_id: Id,
    institution_id: z.nullish(Id),
    institution_name: z.nullish(z.string()),
    /** When what the person agreed to ends, at banks where it does. */
    consent_expiration_time: z.nullish(z.iso.datetime({ offset: true })),
    error: z.nullish(z.object({ error_code: z.string() })),
  }),
});
export type RemoteAccounts = z.output<typeof Accounts>;

const RemoteTransaction = z.object({
  transaction_id: Id,
  account_id: Id,
  amount: z.number(),
  iso_currency_code: Code,
  date: z.iso.date(),
  name: z.nullish(z.string()),
  merchant_name: z.nullish(z.string()),
  original_description: z.nullish(z.string()),
  pending: z.boolean(),
  pending_transaction_id: z.nullish(Id),
  personal_finance_category: z.nullish(z.object({ primary: z.nullish(z.string()), detailed: z.nullish(z.string()) })),
});
export type RemoteTransaction = z.output<typeof RemoteTransaction>;

const Transactions = z.array(RemoteTransaction).check(z.maxLength(PAGE));
const Page = z.object({
  added: Transactions,
  modified: Transactions,
  removed: z.array(z.object({ transaction_id: Id })).check(z.maxLength(10_000)),
  next_cursor: z.string().check(z.maxLength(256)),
  has_more: z.boolean(),
  transactions_update_status: z.nullish(z.string()),
});
export type Page = z.output<typeof Page>;

/** The accounts of an item, with what is on them as far as Plaid knows, and whether the item is in order. */
export const accountsOf = (ctx: Ctx, accessToken: string): Promise<RemoteAccounts> =>
  askPlaid(ctx, service, {
    what: "the accounts of an item",
    path: "accounts/get",
    json: { access_token: accessToken },
    isRepeatable: true,
    returns: Accounts,
  });

/** What has changed since a cursor, or all there is; a part of it. */
export const pageAfter = (ctx: Ctx, accessToken: string, cursor: string | null): Promise<Page> =>
  askPlaid(ctx, service, {
    what: "transactions of an item",
    path: "transactions/sync",
    json: { access_token: accessToken, count: PAGE, ...(cursor !== null && { cursor }) },
    isRepeatable: true,
    returns: Page,
  });

const LinkToken = z.object({
  link_token: z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/)),
  expiration: z.iso.datetime({ offset: true }),
});

/** A token with which a client opens Link. */
export const linkTokenFor = (ctx: Ctx, json: object) =>
  askPlaid(ctx, service, { what: "a token for Link", path: "link/token/create", json, returns: LinkToken });

/** A public key of P-256 as a JWK (RFC 7517), and when it ended, in seconds since 1970. */
const VerificationKey = z.object({
  key: z.object({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    alg: z.optional(z.literal("ES256")),
    x: z.string().check(z.regex(/^[\w-]{43}$/)),
    y: z.string().check(z.regex(/^[\w-]{43}$/)),
    expired_at: z.nullish(z.int()),
  }),
});
export type VerificationKey = z.output<typeof VerificationKey>["key"];

/** The key by which Plaid signs what it reports; undefined where it has none of that id. */
export async function verificationKey(ctx: Pick<Ctx, "log">, keyId: string): Promise<VerificationKey | undefined> {
  try {
    const { key } = await askPlaid(ctx, service, {
      what: "a key of its reports",
      path: "webhook_verification_key/get",
      json: { key_id: keyId },
      isRepeatable: true,
      returns: VerificationKey,
    });
    return key;
  } catch (error) {
    if (refusalIn(error)) return undefined;
    throw error;
  }
}

/** The code with which Plaid refuses, such as ITEM_LOGIN_REQUIRED; undefined for other failures. */
export const refusedWith = (error: unknown): string | undefined => refusalIn(error)?.code;

/** The person has to agree again: what Plaid then refuses with, or has as the error of an item. */
const ENDED: ReadonlySet<string> = new Set([
  "ITEM_LOGIN_REQUIRED",
  "INVALID_ACCESS_TOKEN",
  "ITEM_NOT_FOUND",
  "ACCESS_NOT_GRANTED",
  "USER_PERMISSION_REVOKED",
  "USER_ACCOUNT_REVOKED",
  "INVALID_CREDENTIALS",
  "INVALID_MFA",
]);
export const isEnded = (code: string | undefined): boolean => code !== undefined && ENDED.has(code);

/** An amount of theirs in minor units, to the nearest; undefined where it is more than numbers hold exactly. */
export function minorUnits(amount: number, currency: string): number | undefined {
  const cents = Math.round(amount * 10 ** minorUnitDigits(currency));
  if (!Number.isSafeInteger(cents)) return undefined;
  // Zero has one sign.
  return cents === 0 ? 0 : cents;
}

type AccountType = (typeof accountTypes)[number];
const SAVINGS: ReadonlySet<string> = new Set(["savings", "money market", "cd", "hsa"]);

export function typeOf({ type, subtype }: Pick<RemoteAccount, "type" | "subtype">): AccountType {
  if (type === "depository") return SAVINGS.has(subtype ?? "") ? "savings" : "checking";
  if (type === "credit" || type === "loan") return type;
  return type === "investment" || type === "brokerage" ? "investment" : "other";
}

/**
 * What is on an account, negative where it is owed. Of a card only `current` says that: `available` is what may still be spent. Undefined
 * where the bank does not say.
 */
export function balanceOf({ type, balances }: RemoteAccount, currency: string): number | undefined {
  const owes = type === "credit" || type === "loan";
  const said = balances.current ?? (owes ? undefined : balances.available) ?? undefined;
  return said === undefined ? undefined : minorUnits(owes ? -said : said, currency);
}
