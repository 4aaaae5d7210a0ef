/** The requests of OAuth 2 to a provider: the address at which a person agrees, the exchange of the code, a refresh, the end. */
import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import {
  type Account,
  type AccountAsk,
  type Answer,
  clientOf,
  type OAuthProvider,
  Refusal,
  type Tokens,
  tokensOf,
} from "#core/identity/provider";
import type { Ctx } from "#kit/ctx";
import { type Ask, ThirdPartyError, thirdParty } from "#kit/third-party";

/** Somebody waits for the answer, of three questions at most. */
const service = ({ name }: OAuthProvider) =>
  thirdParty(name, { timeoutMs: 5_000, totalMs: 8_000, tries: 3, maxBytes: 256 * 1024 });

export interface Pkce {
  /** 43 characters of base64url, from 256 random bits. */
  verifier: string;
  challenge: string;
}

export function drawPkce(): Pkce {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Where the person agrees. `redirectUri` is where the provider sends them then, and has to be registered with it. */
export function authorizeUrl(
  provider: OAuthProvider,
  { state, challenge, redirectUri }: { state: string; challenge: string; redirectUri: string },
): string {
  const { name, separator } = provider.scopeParameter ?? { name: "scope", separator: " " };
  const url = new URL(provider.authorizeUrl);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientOf(provider).id,
    redirect_uri: redirectUri,
    [name]: provider.scopes.join(separator),
    state,
    ...(!provider.withoutPkce && { code_challenge: challenge, code_challenge_method: "S256" }),
    ...provider.authorizeParameters,
  }).toString();
  return url.href;
}

/** As many characters as the column takes, and none that PostgreSQL does not hold. */
const isStorable = (accountId: string) => /^[^\0]{1,255}$/.test(accountId) && accountId.isWellFormed();

/** Exchanges a code. Throws Refusal where the provider takes it for wrong, ThirdPartyError where it does not answer. */
export async function exchange(
  ctx: Ctx,
  provider: OAuthProvider,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<{ tokens: Tokens; account: Account }> {
  const client = clientOf(provider);
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    ...(!provider.withoutPkce && { code_verifier: verifier }),
  };
  const { answer, tokens: first } = await askForTokens(ctx, provider, "the tokens of a code", form);
  const tokens = provider.lasting
    ? { ...first, ...(await lastingTokens(ctx, provider, { ...provider.lasting(client, first), returns: Json })) }
    : first;
  const whose = reading(provider, () => provider.account(tokens, answer));
  const account = "url" in whose ? await askedAccount(ctx, provider, whose) : whose;
  if (!isStorable(account.id)) throw new Refusal("no_account");
  return { tokens, account };
}

async function lastingTokens(ctx: Ctx, provider: OAuthProvider, call: Ask<typeof Json>): Promise<Tokens> {
  const answer = await ask(ctx, service(provider), call);
  return reading(provider, () => tokensOf(answer));
}

async function askedAccount(ctx: Ctx, provider: OAuthProvider, { url, headers, read }: AccountAsk): Promise<Account> {
  const answer = await ask(ctx, service(provider), { what: "whose account it is", url, headers, returns: Json });
  return reading(provider, () => read(answer));
}

/** What is read of an answer; one of another form than the contract's is as if none had come. */
function reading<T>({ name }: OAuthProvider, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new ThirdPartyError(`${name} answered something else than its contract`, {
      reason: "unexpected",
      cause: error,
    });
  }
}

/** New tokens for a refresh token. Throws Refusal with code `invalid_grant` where it no longer counts. */
export async function refreshed(ctx: Ctx, provider: OAuthProvider, refreshToken: string): Promise<Tokens> {
  const form = { grant_type: "refresh_token", refresh_token: refreshToken };
  return (await askForTokens(ctx, provider, "new tokens", form)).tokens;
}

/** Whether the provider says that the access has ended. It never throws, since what is removed here is removed in any case. */
export async function revoked(
  ctx: Ctx,
  provider: OAuthProvider,
  tokens: { accessToken: string; refreshToken: string | null },
): Promise<boolean> {
  if (!provider.revoke) return false;
  const call = { ...provider.revoke(tokens), secrets: [tokens.accessToken, tokens.refreshToken ?? ""] };
  return ask(ctx, { ...service(provider), timeoutMs: 3_000, totalMs: 5_000, tries: 2 }, call).then(
    () => true,
    // A token that was not valid any more is one whose access has ended.
    (error) =>
      error instanceof ThirdPartyError && error.status === 400 && /invalid_token|invalid_grant/.test(error.body ?? ""),
  );
}

const Json = z.record(z.string(), z.unknown());
/** Facebook's is an object with a type. */
const Failure = z.object({ error: z.union([z.string(), z.object({ type: z.string() })]) });

async function askForTokens(ctx: Ctx, provider: OAuthProvider, what: string, form: Record<string, string>) {
  const client = clientOf(provider);
  try {
    const answer: Answer = await ask(ctx, service(provider), {
      what,
      method: "POST",
      url: provider.tokenUrl,
      form: { ...form, client_id: client.id, client_secret: client.secret },
      secrets: [client.secret],
      // A refresh token may be shown again; a code counts once, and an answer that was lost is not got back.
      ...(form.grant_type === "refresh_token" && { isRepeatable: true }),
      returns: Json,
    });
    return { answer, tokens: reading(provider, () => (provider.tokens ?? tokensOf)(answer)) };
  } catch (error) {
    throw refusalIn(error) ?? error;
  }
}

/** The refusal of a token endpoint (RFC 6749, section 5.2): 400, or 401 for a client that it does not know. */
function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof ThirdPartyError) || (error.status !== 400 && error.status !== 401)) return undefined;
  try {
    const { error: said } = Failure.parse(JSON.parse(error.body ?? ""));
    return new Refusal(typeof said === "string" ? said : said.type);
  } catch {
    return undefined;
  }
}
