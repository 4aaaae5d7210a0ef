/**
 * The local issuer's authorization code flow with PKCE (RFC 6749, RFC 7636; OpenID Connect Core 1.0), for the console. Its page lets a person choose
 * who they are with one click. A cookie keeps the session, so that `prompt=none` can answer without a page. A refresh token can be used once.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { JWTPayload } from "jose";
import { DEMO_USER } from "./demo-user.ts";
import type { Door } from "./gateway/gateway.ts";
import { isLocalOrigin } from "./local-trust.ts";
import { headers, page } from "./page.ts";

/** Whom a token is for, in the claims of OpenID Connect. */
export interface TokenRequest {
  sub: string;
  email?: string;
  name?: string;
  zoneinfo?: string;
}

/** Signs claims for an audience, and opens what it signed; undefined for anything else and what has ended. */
export interface Seal {
  sign(claims: JWTPayload, audience: string, seconds: number): Promise<string>;
  open(token: string, audience: string): Promise<JWTPayload | undefined>;
}

export interface SignInOptions {
  /** Where the issuer's endpoints are. */
  mount: string;
  seal: Seal;
  token: (request: TokenRequest, seconds: number) => Promise<string>;
  now: () => Date;
  makeAdministrator?: (person: TokenRequest, token: string) => Promise<void>;
}

/** The console; a public client, so its name is no secret. */
export const CONSOLE_CLIENT = "lifeos-console";
export const ADMINISTRATOR = { sub: "administrator", email: "administrator@lifeos.localhost", name: "Administrator" };

const COOKIE = "lifeos_issuer";
const SESSION_AUDIENCE = "sign-in";
const SESSION_SECONDS = 30 * 24 * 3600;
const TOKEN_SECONDS = 3600;
const CODE_SECONDS = 60;
const MAX_KEPT = 10_000;
const DEMO: TokenRequest = DEMO_USER;

/** The parts of an authorization request that the token request is compared with. */
interface Asked {
  redirectUri: string;
  challenge: string;
  nonce: string | undefined;
}

const textOf = (claim: unknown): string | undefined => (typeof claim === "string" ? claim : undefined);

type Query = Record<string, string>;
type Handled = Response | Promise<Response>;

/** Mounts the page and the end of a session; `grant` answers the token endpoint. */
export function mountSignIn(door: Door, options: SignInOptions): { grant: (c: Context, body: object) => Handled } {
  const { mount, seal, now } = options;
  const codes = new Map<string, Asked & { person: TokenRequest; until: number }>();
  const refreshTokens = new Map<string, TokenRequest>();

  door.get(`${mount}/authorize`, async (c) => {
    const query = c.req.query();
    const wrong = whatIsWrong(query);
    if (wrong) return c.html(page(refusal(wrong)), 400, headers);
    const person = query.prompt === "login" ? undefined : await signedIn(c);
    if (person) return c.redirect(answered(query, person));
    if (query.prompt === "none") return c.redirect(answeredWithError(query, "login_required"));
    return c.html(page(choices(c.req.url)), 200, headers);
  });

  door.post(`${mount}/authorize`, async (c) => {
    const query = c.req.query();
    const wrong = whatIsWrong(query);
    if (wrong) return c.html(page(refusal(wrong)), 400, headers);
    const { as, email } = await c.req.parseBody();
    const person = as === "demo" ? DEMO : as === "administrator" ? ADMINISTRATOR : personOf(email);
    if (!person) return c.html(page(choices(c.req.url, `${email} is no e-mail address.`)), 400, headers);
    if (as === "administrator") await options.makeAdministrator?.(person, await options.token(person, TOKEN_SECONDS));
    const session = await seal.sign({ ...person }, SESSION_AUDIENCE, SESSION_SECONDS);
    setCookie(c, COOKIE, session, { path: mount, httpOnly: true, sameSite: "Lax", maxAge: SESSION_SECONDS });
    return c.redirect(answered(query, person), 303);
  });

  door.get(`${mount}/end-session`, (c) => {
    deleteCookie(c, COOKIE, { path: mount });
    const { post_logout_redirect_uri: to } = c.req.query();
    return c.redirect(to !== undefined && isOfConsole(to, [""]) ? to : "/");
  });

  return { grant };

  /** The person whose session this browser has. */
  async function signedIn(c: Context): Promise<TokenRequest | undefined> {
    const session = getCookie(c, COOKIE);
    const claims = session && (await seal.open(session, SESSION_AUDIENCE));
    if (!claims || claims.sub === undefined) return undefined;
    return {
      sub: claims.sub,
      email: textOf(claims.email),
      name: textOf(claims.name),
      zoneinfo: textOf(claims.zoneinfo),
    };
  }

  function answered(query: Query, person: TokenRequest): string {
    const code = randomBytes(32).toString("base64url");
    const asked = { redirectUri: query.redirect_uri!, challenge: query.code_challenge!, nonce: query.nonce };
    remember(codes, code, { ...asked, person, until: now().getTime() + CODE_SECONDS * 1000 });
    return backTo(query, { code });
  }

  function grant(c: Context, body: object): Handled {
    const { grant_type: type, ...given } = body as Query;
    if (type === "authorization_code") return byCode(c, given);
    if (type === "refresh_token") return byRefreshToken(c, given);
    return c.json({ error: "unsupported_grant_type" }, 400);
  }

  async function byCode(c: Context, given: Query): Promise<Response> {
    const code = codes.get(given.code ?? "");
    codes.delete(given.code ?? "");
    const challenge = createHash("sha256")
      .update(given.code_verifier ?? "")
      .digest("base64url");
    const isRight =
      code !== undefined &&
      given.client_id === CONSOLE_CLIENT &&
      code.until > now().getTime() &&
      code.redirectUri === given.redirect_uri &&
      code.challenge === challenge;
    return isRight ? granted(c, code.person, code.nonce) : c.json({ error: "invalid_grant" }, 400);
  }

  async function byRefreshToken(c: Context, given: Query): Promise<Response> {
    const person = refreshTokens.get(given.refresh_token ?? "");
    refreshTokens.delete(given.refresh_token ?? "");
    return person && given.client_id === CONSOLE_CLIENT
      ? granted(c, person, undefined)
      : c.json({ error: "invalid_grant" }, 400);
  }

  async function granted(c: Context, person: TokenRequest, nonce: string | undefined): Promise<Response> {
    const refreshToken = randomBytes(32).toString("base64url");
    remember(refreshTokens, refreshToken, person);
    const claims = { ...person, email_verified: true, ...(nonce !== undefined && { nonce }) };
    const answer = {
      access_token: await options.token(person, TOKEN_SECONDS),
      token_type: "Bearer",
      expires_in: TOKEN_SECONDS,
      refresh_token: refreshToken,
      id_token: await seal.sign(claims, CONSOLE_CLIENT, TOKEN_SECONDS),
      scope: "openid email profile",
    };
    return c.json(answer, 200, { "cache-control": "no-store" });
  }
}

/** Why a request is refused without a redirect; undefined when it is valid. */
function whatIsWrong(query: Query): string | undefined {
  if (query.client_id !== CONSOLE_CLIENT) return "The client is not known here.";
  if (!isOfConsole(query.redirect_uri ?? "", ["callback", "silent"]))
    return "The address to go back to is not the console's on this machine.";
  if (query.response_type !== "code") return "Only codes are given (response_type=code).";
  if (query.code_challenge_method !== "S256" || !query.code_challenge)
    return "A code is given to who proves that it is theirs (code_challenge, S256).";
  return undefined;
}

/** Whether an address is one of these of a console on this machine, to the letter (RFC 9700, section 2.1). Any port: a console in development has its own. */
function isOfConsole(address: string, paths: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return isLocalOrigin(origin) && paths.some((path) => address === `${origin}/console/${path}`);
}

const answeredWithError = (query: Query, error: string): string => backTo(query, { error });

function backTo(query: Query, answer: Query): string {
  const url = new URL(query.redirect_uri!);
  for (const [name, value] of Object.entries({ ...answer, ...(query.state && { state: query.state }) }))
    url.searchParams.set(name, value);
  return url.href;
}

/** Drops the oldest entry when there are too many. */
function remember<T>(kept: Map<string, T>, key: string, value: T): void {
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, value);
}

function personOf(email: unknown): TokenRequest | undefined {
  if (typeof email !== "string" || !/^[^\s@]+@[^\s@]+$/.test(email)) return undefined;
  return { sub: email, email };
}

const refusal = (why: string) => html`<h1>Signing in</h1><p class="lead">${why}</p><nav><a href="/">Back</a></nav>`;

const choices = (url: string, wrong?: string) => html`
<h1>Who are you?</h1>
<p class="lead">On this machine a click is enough. Elsewhere the issuer of your installation asks.</p>
<form method="post" action="${url}"><button name="as" value="demo">The demo person</button></form>
<form method="post" action="${url}">
<label for="email">Somebody else, by e-mail</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="320">
${wrong ? html`<p class="note" role="alert">${wrong}</p>` : ""}
<button name="as" value="email">Sign in</button>
</form>
<form method="post" action="${url}"><button name="as" value="administrator">An administrator</button></form>`;
