/** Plaid's side of a connection (https://plaid.com/docs/api): tokens for Link, the exchange of what Link hands back, the end. */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { type Account, clientOf, Refusal, Token, type Tokens } from "#core/identity/provider";
import { plaid } from "#core/identity/providers/plaid";
import { settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";

const service = /* @__PURE__ */ thirdParty("plaid", {
  timeoutMs: 10_000,
  totalMs: 20_000,
  tries: 2,
  maxBytes: 256 * 1024,
});

const LinkToken = z.object({ link_token: z.string() });
const Exchanged = z.object({
  access_token: Token.check(z.minLength(1)),
  item_id: z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
});
const PlaidFailure = z.object({ error_type: z.string(), error_code: z.string() });

/** A token with which the client opens Link, for about four hours. */
export async function linkToken(ctx: Ctx): Promise<{ token: string }> {
  const countries = settingOf("PLAID_COUNTRY_CODES") ?? "US";
  const { link_token } = await post(ctx, "a token for Link", "link/token/create", LinkToken, {
    client_name: "LifeOS",
    language: "en",
    country_codes: countries.split(","),
    products: ["transactions"],
    user: { client_user_id: ctx.actor.userId },
  });
  return { token: link_token };
}

/** Exchanges a public token. Throws Refusal where Plaid takes it for wrong. */
export async function exchangePublic(ctx: Ctx, publicToken: string): Promise<{ tokens: Tokens; account: Account }> {
  try {
    const body = { public_token: publicToken };
    const { access_token, item_id } = await post(
      ctx,
      "the token of an item",
      "item/public_token/exchange",
      Exchanged,
      body,
    );
    return { tokens: { accessToken: access_token }, account: { id: item_id } };
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

/** Whether Plaid says that the access has ended; it never throws. */
export const removed = (ctx: Ctx, accessToken: string): Promise<boolean> =>
  post(ctx, "the end of an item", "item/remove", z.object({}), { access_token: accessToken }).then(
    () => true,
    () => false,
  );

function post<S extends z.ZodMiniType>(ctx: Ctx, what: string, path: string, returns: S, json: object) {
  const { id, secret } = clientOf(plaid);
  const base = settingOf("PLAID_URL") ?? "https://production.plaid.com";
  const call: Ask<S> = {
    what,
    method: "POST",
    url: new URL(path, base.endsWith("/") ? base : `${base}/`),
    headers: { "plaid-client-id": id, "plaid-secret": secret },
    json,
    secrets: [secret, ...Object.values(json).filter((value) => typeof value === "string")],
    returns,
  };
  return ask(ctx, service, call);
}

function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof ThirdPartyError) || error.status !== 400) return undefined;
  try {
    return new Refusal(PlaidFailure.parse(JSON.parse(error.body ?? "")).error_code);
  } catch {
    return undefined;
  }
}
