/**
 * An OpenID Connect issuer for one machine: the metadata and keys that the authorizer reads, tokens for whoever asks, and the page on
 * which people sign in (issuer-sign-in.ts). It takes the place of Auth0 or Cognito; it has no passwords, so the gateway refuses requests
 * from other machines (see local-trust).
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import { writeDurably } from "./durable.ts";
import type { Door } from "./gateway/gateway.ts";
import { mountSignIn, type Seal, type TokenRequest } from "./issuer-sign-in.ts";

export const AUDIENCE = "lifeos";
const TOKEN_LIFETIME_SECONDS = 7 * 24 * 3600;

/** The issuer's name in tokens. It has no port, so that people stay the same when the API moves to another port. */
export const ISSUER = "http://issuer.lifeos.localhost";
/** The path of its endpoints, at the API's own origin. */
const MOUNT = "/_local/issuer";
const METADATA = `${MOUNT}/.well-known/openid-configuration`;

export interface Issuer {
  /** The `iss` of its tokens. */
  url: string;
  /** The URL of its public keys (a JSON Web Key Set). */
  jwksUri: string;
  /** Its metadata (RFC 8414), as it is asked for at this origin: this machine has more than one name. */
  metadata(origin: string): Readonly<Record<string, unknown>>;
  /** Signed for the API; for a week unless said. */
  token(request: TokenRequest, seconds?: number): Promise<string>;
  /** `makeAdministrator` gives the person that a token is for the role, also when they have never been here. */
  mount(door: Door, makeAdministrator?: (person: TokenRequest, token: string) => Promise<void>): void;
}

/** Keys are kept in `directory`, so that tokens outlive a restart. `origin` is the API's: `http://localhost:8787`. */
export async function createIssuer(options: { directory: string; origin: string; now: () => Date }): Promise<Issuer> {
  const jwk = await loadKey(path.join(options.directory, "issuer.json"));
  const key = await importJWK(jwk, "ES256");
  const { d: _, ...published } = jwk;
  const publicKey = await importJWK(published, "ES256");

  const jwksUri = `${options.origin}${MOUNT}/.well-known/jwks.json`;

  const seal: Seal = {
    sign(claims, audience, seconds) {
      const issuedAt = Math.floor(options.now().getTime() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid: jwk.kid! })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(key);
    },
    async open(token, audience) {
      const verifying = { issuer: ISSUER, audience, algorithms: ["ES256"], currentDate: options.now() };
      return jwtVerify(token, publicKey, verifying).then(
        ({ payload }) => payload,
        () => undefined,
      );
    },
  };
  const token = (request: TokenRequest, seconds = TOKEN_LIFETIME_SECONDS) =>
    seal.sign({ ...request, email_verified: true }, AUDIENCE, seconds);

  const metadata = (origin: string) => ({
    issuer: ISSUER,
    jwks_uri: jwksUri,
    authorization_endpoint: `${origin}${MOUNT}/authorize`,
    token_endpoint: `${origin}${MOUNT}/token`,
    end_session_endpoint: `${origin}${MOUNT}/end-session`,
    scopes_supported: ["openid", "email", "profile"],
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    token_endpoint_auth_methods_supported: ["none"],
    claims_supported: ["sub", "email", "email_verified", "name", "zoneinfo"],
  });

  return {
    url: ISSUER,
    jwksUri,
    metadata,
    token,
    mount(door, makeAdministrator) {
      door.get(METADATA, (c) => c.json(metadata(new URL(c.req.url).origin)));
      door.get(`${MOUNT}/.well-known/jwks.json`, (c) => c.json({ keys: [{ ...published, use: "sig", alg: "ES256" }] }));
      const { grant } = mountSignIn(door, { mount: MOUNT, seal, token, now: options.now, makeAdministrator });
      // A form is a grant of OAuth 2.0; a body of JSON is for whoever has no browser: it gives a token without more ado.
      door.post(`${MOUNT}/token`, async (c) => {
        if (c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded"))
          return grant(c, await c.req.parseBody());
        const body = (await c.req.json().catch(() => null)) as Partial<TokenRequest> | null;
        const email = typeof body?.email === "string" ? body.email : undefined;
        const sub = typeof body?.sub === "string" ? body.sub : email;
        if (!sub)
          return c.json({ error: "invalid_request", error_description: 'Send {"email": "…"} or {"sub": "…"}.' }, 400);
        if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email))
          return c.json({ error: "invalid_request", error_description: `${email} is no e-mail address.` }, 400);
        return c.json({
          access_token: await token({ sub, email, name: typeof body?.name === "string" ? body.name : undefined }),
          token_type: "Bearer",
          expires_in: TOKEN_LIFETIME_SECONDS,
        });
      });
    },
  };
}

async function loadKey(file: string): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as JWK;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID() };
  writeDurably(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}
