/**
 * Services that outlive the processes of a crash test, as in production: the issuer of tokens, and the object store when several
 * processes share a database server.
 */
import { mkdirSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createObjectStore } from "#local/objects/store";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface Services {
  /** For `CloudOptions.env`: every process trusts this issuer and shares these secrets. */
  env: Record<string, string>;
  webhookSecret: string;
  objectStore: { endpoint: string; accessKeyId: string; secretAccessKey: string };
  /** A token that is valid longer than any test runs. */
  token(sub: string): Promise<string>;
  stop(): Promise<void>;
}

const ISSUER = "http://issuer.test";
const AUDIENCE = "lifeos";
const LIFETIME_SECONDS = 10 * 365 * 86_400;
const buckets = ["lifeos-mail", "lifeos-files"];
const key32 = (letter: string) => Buffer.from(letter.repeat(32)).toString("base64");

/** `now` is the processes' clock: the object store checks the time of signatures. */
export async function startServices(directory: string, now: () => Date): Promise<Services> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "crash", alg: "ES256", use: "sig" }] };
  const credentials = { accessKeyId: "CRASHTEST", secretAccessKey: "not a secret outside this test" };
  mkdirSync(directory, { recursive: true });
  const objects = createObjectStore({
    directory,
    buckets: buckets.map((name) => ({ name })),
    credentials,
    now,
  });
  await objects.start();
  const server = http.createServer(KEEPS_CONNECTIONS, (request, response) => {
    if (request.url === "/jwks") response.setHeader("content-type", "application/json").end(JSON.stringify(keys));
    else void objects.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhookSecret = `whsec_${key32("w")}`;
  return {
    webhookSecret,
    objectStore: { endpoint, ...credentials },
    env: {
      OIDC_ISSUERS: JSON.stringify([{ issuer: ISSUER, audience: AUDIENCE, jwksUri: `${endpoint}/jwks` }]),
      EMAIL_WEBHOOK_SECRET: webhookSecret,
      ENCRYPTION_KEYS: `1:${key32("e")}`,
      // The storm must not be slowed down by rate limits.
      RATE_LIMITS: JSON.stringify({ free: 1_000_000 }),
    },
    token(sub) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT({ sub, email: `${sub}@example.com`, email_verified: true, name: sub, zoneinfo: "UTC" })
        .setProtectedHeader({ alg: "ES256", kid: "crash" })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME_SECONDS)
        .sign(privateKey);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await objects.stop();
    },
  };
}
