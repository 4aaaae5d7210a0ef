import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { declaredSettings, ofOperator, wrongSettings } from "./settings.ts";

const declared = await declaredSettings();
const settings = ofOperator(declared);
const bytes = (length: number) => randomBytes(length).toString("base64");
const issuer = { issuer: "https://login.example", audience: "life" };

const right: Record<string, string[]> = {
  PORT: ["1", "8787"],
  DATABASE_URL: ["postgres://u:p@h/db", "postgresql://h:5432/db?sslmode=require"],
  OIDC_ISSUERS: [JSON.stringify([issuer]), JSON.stringify([{ ...issuer, jwksUri: "https://login.example/keys" }])],
  CONSOLE_OIDC: ['{"issuer": "https://login.example", "clientId": "one", "audience": "life"}'],
  INBOUND_DOMAIN: ["in.example.com", "in.lifeos.localhost"],
  EMAIL_WEBHOOK_SECRET: [`whsec_${bytes(24)}`, `whsec_${bytes(64)}`],
  MAX_MAIL_BYTES: ["1", "33554432"],
  ENCRYPTION_KEYS: [`1:${bytes(32)}`, `2:${bytes(32)}, 1:${bytes(32)}`],
  INNGEST_EVENT_KEY: ["key"],
  INNGEST_SIGNING_KEY: ["signkey-prod-00"],
  S3_REGION: ["auto", "eu-central-1"],
  MAIL_BUCKET: ["lifeos-mail", "my.mail"],
  FILES_BUCKET: ["abc"],
  OPENWEATHERMAP_API_KEY: ["key"],
  OPENWEATHERMAP_URL: ["https://weather.example"],
  RESEND_API_KEY: ["re_123"],
  RESEND_URL: ["https://mail.example"],
  MAIL_FROM: ["lifeos@example.com"],
  PUBLIC_URL: ["https://life.example"],
  CONNECTION_RETURN_URLS: ['["https://app.example/connected", "com.example.app:/connected"]', "[]"],
  PLAID_COUNTRY_CODES: ["US", "US,CA"],
  RATE_LIMITS: ['{"free": 300}', '{"free": 1, "enterprise": 2}', "{}"],
  CORS_ORIGINS: ["https://life.example", "https://life.example, http://localhost:5173"],
  TRUSTED_PROXIES: ["127.0.0.1", "10.0.0.0/8, ::1"],
};
const wrong: Record<string, string[]> = {
  PORT: ["0", "65535", "x", "80.5", "-1"],
  DATABASE_URL: ["mysql://h/db", "localhost", "https://h/db"],
  OIDC_ISSUERS: ["notjson", "{}", "[]", '[{"issuer":"x","audience":"y"}]', '[{"issuer":"https://login.example"}]', "1"],
  CONSOLE_OIDC: ["login.example", '{"issuer": "https://login.example"}', '{"issuer": "x", "clientId": "one"}'],
  INBOUND_DOMAIN: ["localhost", "in example.com", "https://in.example.com", "-a.example", "a..b"],
  EMAIL_WEBHOOK_SECRET: ["secret", bytes(32), `whsec_${bytes(23)}`, `whsec_${bytes(65)}`, "whsec_!!!"],
  MAX_MAIL_BYTES: ["0", "25MB", "-1", "1e6", "33554433"],
  ENCRYPTION_KEYS: [bytes(32), `1:${bytes(31)}`, `256:${bytes(32)}`, `1:${bytes(32)},1:${bytes(32)}`, "1:x", "1"],
  PUBLIC_URL: ["life.example", "javascript:alert(1)"],
  CONNECTION_RETURN_URLS: [
    "https://other.test",
    '["javascript:alert(1)"]',
    '["data:text/html,x"]',
    '["https://other.test/#x"]',
    '["/connected"]',
  ],
  PLAID_COUNTRY_CODES: ["us", "US, CA"],
  INNGEST_BASE_URL: ["inngest:8288", "ftp://inngest"],
  INNGEST_EVENT_KEY: ["a b"],
  S3_REGION: ["Frankfurt", "eu central"],
  MAIL_BUCKET: ["My-Mail", "ab", "mail_", "s3://mail"],
  FILES_BUCKET: ["-files"],
  OPENWEATHERMAP_URL: ["weather"],
  RATE_LIMITS: ['{"gold": 300}', '{"free": "300"}', '{"free": 0}', '{"free": 1.5}', "[]", "300", "x"],
  CORS_ORIGINS: ["life.example", "https://life.example/", "https://life.example/app", "*", "https://a.example,"],
  TRUSTED_PROXIES: ["proxy", "10.0.0.0/40"],
};

describe("a setting", () => {
  it.each(Object.entries(right))("%s is accepted with a valid value", (name, values) => {
    for (const value of values) expect(wrongSettings(declared, { [name]: value }), value).toEqual([]);
  });

  it.each(Object.entries(wrong))(
    "%s is refused with an invalid value, in one sentence that does not contain it",
    (name, values) => {
      for (const value of values) {
        const said = wrongSettings(declared, { INNGEST_SIGNING_KEY: "k", [name]: value });
        expect(said, value).toEqual([expect.stringMatching(new RegExp(`^${name} must be .*\\.$`))]);
        if (value.length > 12) expect(said[0]).not.toContain(value);
      }
    },
  );

  it("that is invalid is reported with all the others", () => {
    expect(wrongSettings(declared, { PORT: "x", RATE_LIMITS: "x", OIDC_ISSUERS: "x" })).toHaveLength(3);
  });

  it("counts as unset when it is empty", () => {
    expect(wrongSettings(declared, Object.fromEntries(settings.map(({ name }) => [name, ""])))).toEqual([]);
  });

  it("of an external Inngest server needs the signing key", () => {
    expect(wrongSettings(declared, { INNGEST_BASE_URL: "http://localhost:8288" })).toEqual([
      expect.stringContaining("INNGEST_SIGNING_KEY must be set"),
    ]);
  });

  it("of an object store needs its address, both keys and two buckets", () => {
    const store = { S3_ENDPOINT: "https://s3.example", S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "secret" };
    expect(wrongSettings(declared, store)).toEqual([]);
    expect(wrongSettings(declared, { ...store, S3_ENDPOINT: "s3.example" })).toEqual([
      expect.stringContaining("S3_ENDPOINT must be an address"),
    ]);
    for (const name of ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])
      expect(wrongSettings(declared, { ...store, [name]: "" })).toEqual([`${name} must be set with S3_ENDPOINT.`]);
    expect(wrongSettings(declared, { S3_ACCESS_KEY_ID: "id" })).toEqual([
      "S3_ENDPOINT must be set with S3_ACCESS_KEY_ID.",
    ]);
    expect(wrongSettings(declared, { MAIL_BUCKET: "one-bucket", FILES_BUCKET: "one-bucket" })).toHaveLength(1);
  });

  it("is in the table of the README, and no other is", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
    const start = readme.indexOf("| variable |");
    const rows = readme.slice(start, readme.indexOf("\n\n", start)).split("\n");
    const named = rows.flatMap((row) => [...row.split("|")[1]!.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!));
    expect([...named, "PORT"].toSorted()).toEqual(settings.map(({ name }) => name).toSorted());
  });
});
