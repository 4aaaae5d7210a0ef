/**
 * Plaid's side of a connection: a page of theirs to send the person to (https://plaid.com/docs/link/hosted-link), what came of it, the end.
 * Such a page hands back nothing by itself, and no script of theirs has to run here.
 */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { type Account, clientOf, Refusal, Token, type Tokens } from "#core/identity/provider";
import { plaid } from "#core/identity/providers/plaid";
import { settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { type Ask, type ThirdParty, ThirdPartyError, thirdParty } from "#kit/third-party";

const service = /* @__PURE__ */ thirdParty("plaid", {
  timeoutMs: 10_000,
  totalMs: 20_000,
  tries: 2,
  maxBytes: 256 * 1024,
});

const LinkToken = z.object({ link_token: z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/)), hosted_link_url: z.url() });
/** What became of the visits to a page; one that brought nothing has no results, and neither has one that agreed anew. */
const Visits = z.object({
  link_sessions: z.nullish(
    z.array(
      z.object({
        events: z.nullish(z.array(z.object({ event_name: z.nullish(z.string()) }))),
        results: z.nullish(
          z.object({
            item_add_results: z.nullish(
              z.array(
                z.object({
                  public_token: Token.check(z.minLength(1)),
                  institution: z.nullish(z.object({ name: z.nullish(z.string()) })),
                }),
              ),
            ),
          }),
        ),
      }),
    ),
  ),
});
const Exchanged = z.object({
  access_token: Token.check(z.minLength(1)),
  item_id: z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
});
const Held = z.object({
  item: z.object({
    error: z.nullish(z.object({ error_code: z.string() })),
    consent_expiration_time: z.nullish(z.iso.datetime({ offset: true })),
  }),
});
const PlaidFailure = z.object({ error_type: z.string(), error_code: z.string() });

/** How much of the past is asked for; it cannot be raised afterwards. */
const DAYS_OF_HISTORY = 730;
/** Where Plaid reports that there is something new. */
const WEBHOOK = "/v1/ingest/webhooks/plaid";

/** What is asked of a new item: its transactions, and to be told of them where Plaid can reach this installation. */
export const reading = (ctx: Ctx) => ({
  products: ["transactions"],
  transactions: { days_requested: DAYS_OF_HISTORY },
  user: { client_user_id: ctx.actor.userId },
  ...webhook(),
});

export function webhook(): { webhook?: string } {
  const own = settingOf("PUBLIC_URL");
  return own?.startsWith("https://") ? { webhook: new URL(WEBHOOK, own).href } : {};
}

/** What is asked of an item that is there: that its person agrees anew. What it may read stays as it is. */
export const renewing = (ctx: Ctx, accessToken: string) => ({
  access_token: accessToken,
  user: { client_user_id: ctx.actor.userId },
  ...webhook(),
});

export interface PageAsked {
  /** Where the browser goes afterwards. */
  returnTo: string;
  lifetimeSeconds: number;
  /** Of the item that is to be agreed to anew; a new one unless given. */
  accessToken?: string;
}

/** The page of a new Link session, and the token by which what came of it is asked. */
export async function linkPage(ctx: Ctx, { returnTo, lifetimeSeconds, accessToken }: PageAsked) {
  const countries = settingOf("PLAID_COUNTRY_CODES") ?? "US";
  const page = await post(ctx, "a page of Link", "link/token/create", LinkToken, {
    client_name: "LifeOS",
    language: "en",
    country_codes: countries.split(","),
    ...(accessToken === undefined ? reading(ctx) : renewing(ctx, accessToken)),
    hosted_link: { completion_redirect_uri: returnTo, url_lifetime_seconds: lifetimeSeconds },
  });
  return { token: page.link_token, url: page.hosted_link_url };
}

/** The account that the person has agreed to on the page. Throws Refusal where they did not, or Plaid takes something for wrong. */
export async function linked(ctx: Ctx, linkToken: string): Promise<{ tokens: Tokens; account: Account }> {
  try {
    const visits = await post(ctx, "what came of a page", "link/token/get", Visits, { link_token: linkToken });
    const [added] = (visits.link_sessions ?? []).flatMap(({ results }) => results?.item_add_results ?? []);
    if (!added) throw new Refusal("access_denied");
    const { accessToken, itemId } = await exchanged(ctx, added.public_token);
    const name = added.institution?.name;
    return { tokens: { accessToken }, account: { id: itemId, ...(name && { name }) } };
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

export interface Renewed {
  /** Whether the page says that the person has agreed. */
  hasAgreed: boolean;
  /** When that ends, as far as Plaid says so. */
  endsAt: string | null;
}

/**
 * What came of a page on which a person was to agree anew: the item, its token and its accounts stay. Whether it is in order, Plaid says of the
 * item itself. Throws Refusal where it is not.
 */
export async function renewed(ctx: Ctx, linkToken: string, accessToken: string): Promise<Renewed> {
  try {
    const [visits, { item }] = await Promise.all([
      post(ctx, "what came of a page", "link/token/get", Visits, { link_token: linkToken }),
      post(ctx, "how an item is", "accounts/get", Held, { access_token: accessToken }),
    ]);
    if (item.error) throw new Refusal(item.error.error_code);
    // The event by which Link ends when the person has done what was asked.
    const hasAgreed = (visits.link_sessions ?? []).some(({ events }) =>
      events?.some(({ event_name }) => event_name === "HANDOFF"),
    );
    return { hasAgreed, endsAt: item.consent_expiration_time ?? null };
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

/** The token of an item for the one that Link has handed out, which counts once. */
export async function exchanged(ctx: Ctx, publicToken: string): Promise<{ accessToken: string; itemId: string }> {
  const path = "item/public_token/exchange";
  const { access_token, item_id } = await post(ctx, "the token of an item", path, Exchanged, {
    public_token: publicToken,
  });
  return { accessToken: access_token, itemId: item_id };
}

/** What is there no more, as when the answer to its end was lost. */
const NO_MORE = ["INVALID_ACCESS_TOKEN", "ITEM_NOT_FOUND"];

/** Whether Plaid says that the access has ended, now or before; it never throws. */
export const removed = (ctx: Ctx, accessToken: string): Promise<boolean> =>
  post(ctx, "the end of an item", "item/remove", z.object({}), { access_token: accessToken }).then(
    () => true,
    (error: unknown) => NO_MORE.includes(refusalIn(error)?.code ?? ""),
  );

const post = <S extends z.ZodMiniType>(ctx: Ctx, what: string, path: string, returns: S, json: object) =>
  askPlaid(ctx, service, { what, path, returns, json });

export interface PlaidAsk<S extends z.ZodMiniType> {
  what: string;
  path: string;
  returns: S;
  json: object;
  /** A question that may be asked twice. */
  isRepeatable?: true;
}

/** Asks Plaid as this installation. Throws NotConfigured and ThirdPartyError; `refreshSettings` is to be called before. */
export function askPlaid<S extends z.ZodMiniType>(ctx: Pick<Ctx, "log">, service: ThirdParty, given: PlaidAsk<S>) {
  const { path, json, ...rest } = given;
  const { id, secret } = clientOf(plaid);
  const base = settingOf("PLAID_URL") ?? "https://production.plaid.com";
  const call: Ask<S> = {
    ...rest,
    method: "POST",
    url: new URL(path, base.endsWith("/") ? base : `${base}/`),
    headers: { "plaid-client-id": id, "plaid-secret": secret },
    json,
    secrets: [secret, ...Object.values(json).filter((value) => typeof value === "string")],
  };
  return ask(ctx, service, call);
}

/** What Plaid refuses, as a refusal with its code; undefined for other failures. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof ThirdPartyError) || error.status !== 400) return undefined;
  try {
    return new Refusal(PlaidFailure.parse(JSON.parse(error.body ?? "")).error_code);
  } catch {
    return undefined;
  }
}
