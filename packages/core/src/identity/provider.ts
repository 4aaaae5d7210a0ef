/**
 * How LifeOS connects with a provider, one declaration for each in `providers/`: most by OAuth 2 (RFC 6749), with PKCE (RFC 7636)
 * where a client with a secret may use it, the others by what they have.
 */

import * as z from "zod/mini";
import { settingOf } from "#core/platform/system-settings";
import { NotConfigured } from "#kit/problem";
import type { Saying } from "#kit/saying";
import type { Ask } from "#kit/third-party";

export interface Tokens {
  accessToken: string;
  /** Absent where the provider gives none, or gives none anew. */
  refreshToken?: string;
  /** Seconds from now; absent of a token that lasts. */
  expiresInSeconds?: number;
  scopes?: string[];
  /** The claims of OpenID Connect's id_token. It came from the provider itself by TLS, so its signature need not be checked (OpenID Connect Core, 3.1.3.7). */
  claims?: Readonly<Record<string, unknown>>;
}

export interface Account {
  /** The provider's own id of it, at most 255 characters. */
  id: string;
  /** What people know it by: an address, a name. */
  name?: string;
}

interface Declared {
  name: string;
  /** What people call it. */
  title: string;
  /** What LifeOS does with it, a sentence for whoever is about to connect it. */
  purpose: string;
  /** Where people see and end what they allowed. */
  manageUrl?: string;
  /** The pillar that takes its data; nothing does unless given, so that it cannot be synchronised. */
  syncedBy?: string;
}

/** Names of settings that hold what the provider knows LifeOS by. */
interface Client {
  id: string;
  secret: string;
}

export interface OAuthProvider extends Declared {
  by: "oauth";
  client: Client;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: readonly string[];
  /** Where it is not `scope`, with spaces between them. */
  scopeParameter?: { name: string; separator: string };
  /**
   * Without a proof of who began (RFC 7636), where the provider takes it only of clients that have no secret. The state binds the answer to
   * the person in any case.
   */
  withoutPkce?: true;
  /** Further parameters of the address at which a person agrees. */
  authorizeParameters?: Readonly<Record<string, string>>;
  /** Reads an answer of the token endpoint where it is not that of RFC 6749; throws a Refusal for what is a failure despite its status. */
  tokens?(answer: Answer): Tokens;
  /** A second request for a token that lasts longer, where the first one does not. */
  lasting?(client: { id: string; secret: string }, tokens: Tokens): Ask;
  /** Whose account it is: from the answer of the token endpoint, or by asking. */
  account: (tokens: Tokens, answer: Answer) => Account | AccountAsk;
  /** The request that ends the access; absent where the provider has none. */
  revoke?(tokens: { accessToken: string; refreshToken: string | null }): Ask<z.ZodMiniType | undefined>;
}

/** A question to the provider that is answered with an account. */
export interface AccountAsk {
  url: string;
  headers: Readonly<Record<string, string>>;
  read: (answer: Answer) => Account;
}

/** Plaid Link: the client shows it with a token of ours, and hands back a public token. */
export interface LinkProvider extends Declared {
  by: "link";
  client: Client;
}

/** The client signs in itself, and keeps what it got here. */
export interface ClientProvider extends Declared {
  by: "client";
}

/** Nothing to connect: `how` says by which files and addresses it comes in. */
export interface FileProvider extends Declared {
  by: "files";
  how: Saying;
}

export type Provider = OAuthProvider | LinkProvider | ClientProvider | FileProvider;

/** A JSON object, before anybody has looked into it. */
export type Answer = Readonly<Record<string, unknown>>;

/** Thrown while reading an answer that refuses with the status of a success. `code` is as in RFC 6749, section 5.2. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;

  /** What is no code is not passed on: people and logs are shown it. */
  constructor(code: string) {
    const word = /^[\w.-]{1,64}$/.test(code) ? code : "unknown";
    super(`the provider refuses: ${word}`);
    this.code = word;
  }
}

/** As long as the column takes, in characters that a header may hold. */
export const Token = z.string().check(z.regex(/^[\x20-\x7e]{0,10000}$/));

const TokenAnswer = z.object({
  access_token: Token.check(z.minLength(1)),
  refresh_token: z.nullish(Token),
  expires_in: z.nullish(z.union([z.number(), z.string()])),
  scope: z.nullish(z.string()),
  id_token: z.nullish(z.string()),
});

const MAX_SECONDS = 100 * 366 * 86_400;
/** As many as are kept of an account, and as long as they may be. */
const MAX_SCOPES = 50;
const isScope = (scope: string) => /^[\x21-\x7e]{1,200}$/.test(scope);

/** Reads an answer of a token endpoint (RFC 6749, section 5.1); throws a ZodError for another form. */
export function tokensOf(answer: Answer): Tokens {
  const { access_token, refresh_token, expires_in, scope, id_token } = TokenAnswer.parse(answer);
  const seconds = Number(expires_in ?? Number.NaN);
  return {
    accessToken: access_token,
    ...(refresh_token && { refreshToken: refresh_token }),
    // One that lasts longer than a century lasts.
    ...(seconds > 0 && seconds <= MAX_SECONDS && { expiresInSeconds: seconds }),
    ...(scope && { scopes: scope.split(/[ ,]+/).filter(isScope).slice(0, MAX_SCOPES) }),
    ...(id_token && { claims: claimsOf(id_token) }),
  };
}

/** The claims of a JWT, unverified; none of what is no JWT. */
function claimsOf(jwt: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The account of an id_token: its subject, and the address by which its owner knows it. */
export function accountOfClaims({ claims = {} }: Tokens): Account {
  const { sub, email, preferred_username: name } = claims;
  if (typeof sub !== "string" || sub === "") throw new Refusal("no_account");
  const known = [email, name].find((one) => typeof one === "string" && one !== "");
  return { id: sub, ...(typeof known === "string" && { name: known }) };
}

/** What the provider knows LifeOS by. Throws NotConfigured; `refreshSettings` is to be called before. */
export function clientOf({ title, client }: OAuthProvider | LinkProvider): { id: string; secret: string } {
  const [id, secret] = [settingOf(client.id), settingOf(client.secret)];
  if (!id || !secret)
    throw NotConfigured(`${client.id} and ${client.secret} are not set, so ${title} cannot be connected here.`);
  return { id, secret };
}

export const isConfigured = (provider: Provider): boolean =>
  !("client" in provider) || Boolean(settingOf(provider.client.id) && settingOf(provider.client.secret));
