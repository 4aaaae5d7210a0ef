/**
 * A stand-in for Google's OAuth 2 endpoints as their contract has it: codes that count once and for their challenge and redirect address,
 * access tokens of an hour, refreshes that answer no refresh token, `invalid_grant` of what has ended, and revocation.
 */
import { createHash, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Network } from "#kit/third-party";
import { KEEPS_CONNECTIONS } from "#testing/patience";

const GOOGLE = ["oauth2.googleapis.com"];

export interface OAuthRequest {
  path: string;
  form: Record<string, string>;
}

export interface OAuthStandIn extends AsyncDisposable {
  network: Network;
  /** What settings make LifeOS known to it. */
  config: Record<string, string>;
  requests: OAuthRequest[];
  /** Agrees as a person with this account would, at the address that LifeOS made; the code that comes back. */
  agree(url: string, account: string): string;
  /** Ends everything that an account allowed, as its owner may do at Google. */
  withdraw(account: string): void;
  /** Answers the next requests so, instead of by the contract; undefined for the contract again. */
  failing: ((response: http.ServerResponse) => void) | undefined;
  /** Waits before each answer. */
  before: () => Promise<unknown>;
  /** Whether a refresh token still counts. */
  isAlive(refreshToken: string): boolean;
}

interface Granted {
  account: string;
  challenge: string;
  redirectUri: string;
  scope: string;
}

export async function oauthStandIn(): Promise<OAuthStandIn> {
  const codes = new Map<string, Granted>();
  const refreshTokens = new Map<string, Granted>();
  const accessTokens = new Map<string, string>();

  const server = http.createServer(KEEPS_CONNECTIONS, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const path = new URL(request.url!, "http://x").pathname;
    standIn.requests.push({ path, form });
    await standIn.before();
    if (standIn.failing) return standIn.failing(response);
    const [status, answer] = path === "/token" ? token(form) : path === "/revoke" ? revoke(form) : [404, {}];
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const refused = (error: string, error_description = "Token has been expired or revoked."): [number, object] => [
    error === "invalid_client" ? 401 : 400,
    { error, error_description },
  ];

  function token(form: Record<string, string>): [number, object] {
    if (form.client_id !== "an-id" || form.client_secret !== "a-secret")
      return refused("invalid_client", "Unauthorized");
    if (form.grant_type === "authorization_code") {
      const granted = codes.get(form.code ?? "");
      codes.delete(form.code ?? "");
      const challenge = createHash("sha256")
        .update(form.code_verifier ?? "")
        .digest("base64url");
      if (!granted || granted.challenge !== challenge) return refused("invalid_grant", "Malformed auth code.");
      if (granted.redirectUri !== form.redirect_uri) return refused("redirect_uri_mismatch", "Bad Request");
      const refresh_token = `1//refresh-${randomUUID()}`;
      refreshTokens.set(refresh_token, granted);
      const claims = { sub: `sub-of-${granted.account}`, email: granted.account, aud: "an-id" };
      const id_token = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;
      return [200, { ...accessOf(granted), refresh_token, id_token }];
    }
    if (form.grant_type === "refresh_token") {
      const granted = refreshTokens.get(form.refresh_token ?? "");
      return granted ? [200, accessOf(granted)] : refused("invalid_grant");
    }
    return refused("unsupported_grant_type", "Invalid grant_type");
  }

  function accessOf(granted: Granted) {
    const access_token = `ya29.access-${randomUUID()}`;
    accessTokens.set(access_token, granted.account);
    return { access_token, expires_in: 3599, scope: granted.scope, token_type: "Bearer" };
  }

  function revoke({ token = "" }: Record<string, string>): [number, object] {
    const account = refreshTokens.get(token)?.account ?? accessTokens.get(token);
    if (account === undefined) return refused("invalid_token");
    standIn.withdraw(account);
    return [200, {}];
  }

  const standIn: OAuthStandIn = {
    config: {
      GOOGLE_CLIENT_ID: "an-id",
      GOOGLE_CLIENT_SECRET: "a-secret",
      PUBLIC_URL: "https://life.example",
    },
    requests: [],
    failing: undefined,
    before: async () => {},
    network: {
      reroute(url) {
        if (!GOOGLE.includes(url.host)) throw new Error(`nobody stands in for ${url.host}`);
        return new URL(url.pathname + url.search, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      },
    },
    agree(url, account) {
      const { origin, pathname, searchParams } = new URL(url);
      const asked = Object.fromEntries(searchParams);
      if (`${origin}${pathname}` !== "https://accounts.google.com/o/oauth2/v2/auth")
        throw new Error(`not Google: ${url}`);
      const isRight =
        asked.response_type === "code" &&
        asked.client_id === "an-id" &&
        asked.code_challenge_method === "S256" &&
        asked.access_type === "offline" &&
        Boolean(asked.state && asked.code_challenge && asked.redirect_uri && asked.scope);
      if (!isRight) throw new Error(`Google would refuse ${url}`);
      const code = `4/code-${randomUUID()}`;
      codes.set(code, {
        account,
        challenge: asked.code_challenge!,
        redirectUri: asked.redirect_uri!,
        scope: asked.scope!,
      });
      return code;
    },
    withdraw(account) {
      for (const [token, granted] of refreshTokens) if (granted.account === account) refreshTokens.delete(token);
      for (const [token, owner] of accessTokens) if (owner === account) accessTokens.delete(token);
    },
    isAlive: (refreshToken) => refreshTokens.has(refreshToken),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return standIn;
}
