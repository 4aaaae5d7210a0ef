/**
 * Signing in by OpenID Connect: authorization code with PKCE (RFC 6749, RFC 7636, RFC 9700), as a public client.
 * Tokens are handed to session.ts and kept nowhere.
 */
import * as oauth from "oauth4webapi";
import { now } from "../words/format.ts";
import { configuration } from "./configuration.ts";

export interface Tokens {
  accessToken: string;
  /** Milliseconds since 1970 by the clock of this machine. */
  expiresAt: number;
  lifetimeMs: number;
  refreshToken: string | undefined;
  idToken: string | undefined;
  /** Whom the issuer says they are for; undefined where it says so no more, which is for whom it was before. */
  subject: string | undefined;
}

/** What is remembered while the person is with the issuer. */
interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

const BEGUN = "lifeos.sign-in";
const FRAME_TIMEOUT_MS = 10_000;
const DEFAULT_LIFETIME_SECONDS = 3_600;
/** What /console/silent tells of where the issuer sent it. */
const CHANNEL = "lifeos.sign-in";

const here = (path: string): string => `${location.origin}${import.meta.env.BASE_URL}${path}`;
const redirects = { page: () => here("callback"), silent: () => here("silent") };

/** Leaves the page for the issuer's. With `prompt: "none"` the issuer asks nothing and answers at once. */
export async function leaveToSignIn(prompt?: "none" | "login"): Promise<void> {
  const { url, begun } = await begin(redirects.page(), prompt);
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  location.assign(url);
}

/** At /console/callback: the tokens and the path to go back to, which is one of this site. Throws what the issuer refused. */
export async function returnFromSignIn(): Promise<{ tokens: Tokens; returnTo: string }> {
  const begun = JSON.parse(sessionStorage.getItem(BEGUN) ?? "null") as Begun | null;
  sessionStorage.removeItem(BEGUN);
  if (!begun) throw new Error("No sign-in was begun in this tab.");
  const tokens = await redeem(new URL(location.href), begun, redirects.page());
  return {
    tokens,
    returnTo: begun.returnTo.startsWith("/") && !begun.returnTo.startsWith("//") ? begun.returnTo : "/",
  };
}

/** Whether the issuer's cookies reach it from a frame in this page: browsers keep those of other sites away. */
export function isSameSite(): boolean {
  const { metadata, issuer, server } = configuration().signIn!;
  const site = (host: string) => host.split(".").slice(-2).join(".");
  const asked = server?.authorization_endpoint ?? metadata ?? issuer;
  return site(new URL(asked, location.href).hostname) === site(location.hostname);
}

/** A new token from the issuer's session, in a frame that nobody sees. Throws when there is no session or no answer. */
export async function renewInFrame(): Promise<Tokens> {
  const { url, begun } = await begin(redirects.silent(), "none");
  // What the frame is to run is here when it asks for it.
  void fetch(here("silent.js")).catch(() => {});
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Sign-in";
  const answered = answerOf(begun, AbortSignal.timeout(FRAME_TIMEOUT_MS));
  frame.src = url;
  document.body.append(frame);
  try {
    return await redeem(await answered, begun, redirects.silent());
  } finally {
    frame.remove();
  }
}

/** The issuer's page in a window of its own, so that this page stays as it is. To be called from a click. */
export async function signInByPopup(): Promise<Tokens> {
  // Opened at once: after waiting, a browser would take it for an advertisement.
  const popup = window.open("", "lifeos-sign-in", "popup,width=480,height=640");
  if (!popup) throw new Error("The browser let no window open.");
  const { url, begun } = await begin(redirects.silent());
  popup.location.href = url;
  return redeem(await answerOf(begun), begun, redirects.silent());
}

export async function refresh(refreshToken: string): Promise<Tokens> {
  const { server, client } = await issuer();
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, insecure());
  const answer = await oauth.processRefreshTokenResponse(server, client, response);
  return tokensOf(answer, refreshToken);
}

/** Where to sign out of the issuer as well (OpenID Connect RP-Initiated Logout); undefined when it has no such page. */
export async function endSessionAddress(idToken: string | undefined): Promise<string | undefined> {
  const { server, client } = await issuer();
  if (!server.end_session_endpoint) return undefined;
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set("client_id", client.client_id);
  url.searchParams.set("post_logout_redirect_uri", here(""));
  if (idToken) url.searchParams.set("id_token_hint", idToken);
  return url.href;
}

async function begin(redirectUri: string, prompt?: string): Promise<{ url: string; begun: Begun }> {
  const { server } = await issuer();
  const { clientId, scope = "openid email profile", audience } = configuration().signIn!;
  const begun: Begun = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo: location.pathname + location.search + location.hash,
  };
  const url = new URL(server.authorization_endpoint!);
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: "S256",
    ...(audience && { audience }),
    ...(prompt && { prompt }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, begun };
}

/** Waits until a frame or window of ours comes back from the issuer. */
function answerOf(begun: Begun, signal?: AbortSignal): Promise<URL> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<URL>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    channel.onmessage = ({ data }: MessageEvent<string>) => {
      const url = new URL(data);
      // Other tabs hear of it, too; the state is what tells whose it is.
      if (url.searchParams.get("state") === begun.state) resolve(url);
    };
  }).finally(() => channel.close());
}

async function redeem(url: URL, begun: Begun, redirectUri: string): Promise<Tokens> {
  const { server, client } = await issuer();
  const parameters = oauth.validateAuthResponse(server, client, url, begun.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    begun.verifier,
    insecure(),
  );
  const answer = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: begun.nonce });
  return tokensOf(answer);
}

function tokensOf(answer: oauth.TokenEndpointResponse, refreshToken?: string): Tokens {
  const lifetimeMs = (answer.expires_in ?? DEFAULT_LIFETIME_SECONDS) * 1000;
  return {
    accessToken: answer.access_token,
    expiresAt: Date.now() + lifetimeMs,
    lifetimeMs,
    refreshToken: answer.refresh_token ?? refreshToken,
    idToken: answer.id_token,
    subject: oauth.getValidatedIdTokenClaims(answer)?.sub,
  };
}

let known: Promise<{ server: oauth.AuthorizationServer; client: oauth.Client }> | undefined;

function issuer() {
  known ??= discover().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function discover() {
  const { clientId, server = await askForMetadata() } = configuration().signIn!;
  // A clock that is wrong here is no reason to refuse what the issuer says by a right one.
  const client: oauth.Client = {
    client_id: clientId,
    [oauth.clockSkew]: Math.round((now().getTime() - Date.now()) / 1000),
  };
  return { server, client };
}

async function askForMetadata(): Promise<oauth.AuthorizationServer> {
  const { issuer, metadata } = configuration().signIn!;
  const response = metadata
    ? await fetch(new URL(metadata, location.href))
    : await oauth.discoveryRequest(new URL(issuer), insecure());
  return oauth.processDiscoveryResponse(new URL(issuer), response);
}

/** The issuer of one machine speaks HTTP, which never leaves it. */
const insecure = () => ({ [oauth.allowInsecureRequests]: configuration().isLocal });
