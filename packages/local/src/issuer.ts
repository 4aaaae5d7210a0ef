/**
 * An OpenID Connect issuer for one machine: the metadata and keys that the authorizer reads, and tokens for whoever asks. It
 * takes the place of Auth0 or Cognito; it has no passwords, so the gateway refuses requests from other machines (see
 * local-trust).
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { writeDurably } from "./durable.ts";
import type { Door } from "./gateway/gateway.ts";

export const AUDIENCE = "lifeos";
const TOKEN_LIFETIME_SECONDS = 7 * 24 * 3600;

export interface TokenRequest {
  sub: string;
  email?: string;
  name?: string;
  zoneinfo?: string;
}

/** The issuer's name in tokens. It has no port, so that people stay the same when the API moves to another port. */
export const ISSUER = "http://issuer.lifeos.localhost";
/** The path of its endpoints, at the API's own origin. */
const MOUNT = "/_local/issuer";

export interface Issuer {
  /** The `iss` of its tokens. */
  url: string;
  /** The URL of its public keys (a JSON Web Key Set). */
  jwksUri: string;
  token(request: TokenRequest): Promise<string>;
  mount(door: Door): void;
}

/** Keys are kept in `directory`, so that tokens outlive a restart. `origin` is the API's: `http://localhost:8787`. */
export async function createIssuer(options: { directory: string; origin: string; now: () => Date }): Promise<Issuer> {
  const jwk = await loadKey(path.join(options.directory, "issuer.json"));
  const key = await importJWK(jwk, "ES256");
  const { d: _, ...published } = jwk;

  const jwksUri = `${options.origin}${MOUNT}/.well-known/jwks.json`;

  const token = (request: TokenRequest) => {
    const issuedAt = Math.floor(options.now().getTime() / 1000);
    return new SignJWT({ ...request, email_verified: true })
      .setProtectedHeader({ alg: "ES256", kid: jwk.kid! })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + TOKEN_LIFETIME_SECONDS)
      .sign(key);
  };

  return {
    url: ISSUER,
    jwksUri,
    token,
    mount(door) {
      door.get(`${MOUNT}/.well-known/openid-configuration`, (c) =>
        c.json({
          issuer: ISSUER,
          jwks_uri: jwksUri,
          token_endpoint: `${options.origin}${MOUNT}/token`,
          scopes_supported: ["openid", "email", "profile"],
          response_types_supported: ["token"],
          grant_types_supported: [],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["ES256"],
          token_endpoint_auth_methods_supported: ["none"],
          claims_supported: ["sub", "email", "email_verified", "name", "zoneinfo"],
        }),
      );
      door.get(`${MOUNT}/.well-known/jwks.json`, (c) => c.json({ keys: [{ ...published, use: "sig", alg: "ES256" }] }));
      door.post(`${MOUNT}/token`, async (c) => {
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
