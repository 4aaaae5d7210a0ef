import { describe, expect, it } from "vitest";
import { kindOf } from "./kind.ts";
import {
  connectionString,
  consoleIssuerOf,
  credentials,
  neonRegionOf,
  r2Resource,
  secretDocument,
  secretsOf,
  stageSecrets,
  whatIsMissing,
} from "./settings.ts";

const KEY = Buffer.alloc(32, 1).toString("base64");
const secrets = {
  EncryptionKeys: `2:${KEY},1:${KEY}`,
  BackupKey: KEY,
  OidcIssuers: "[]",
  InngestEventKey: "event",
  InngestSigningKey: "signing",
};
const env = Object.fromEntries(credentials.map(({ name }) => [name, "given"]));
const given = { secrets, env, stage: { name: "x", needsDomain: false }, node: "v24.1.0" };

it("knows from CONSOLE_OIDC where people sign in to the console", () => {
  const oidc = JSON.stringify({ issuer: "https://login.example/tenant", clientId: "one" });
  expect(consoleIssuerOf(oidc)).toBe("https://login.example");
  for (const wrong of [undefined, "", "{", "null", '{"issuer": "login.example", "clientId": "one"}'])
    expect(consoleIssuerOf(wrong)).toBe(undefined);
  expect(whatIsMissing({ ...given, env: { ...env, CONSOLE_OIDC: oidc } })).toBe(undefined);
  expect(whatIsMissing({ ...given, env: { ...env, CONSOLE_OIDC: "secret" } })).toMatch(/CONSOLE_OIDC is not JSON/);
});

describe("the check of the settings", () => {
  it("is undefined when everything is given", () => {
    expect(whatIsMissing(given)).toBe(undefined);
  });

  it("is one sentence with everything that is missing, and how to set it", () => {
    const { BackupKey: _, ...others } = secrets;
    const sentence = whatIsMissing({ ...given, secrets: others, env: { ...env, NEON_API_KEY: "" } });
    expect(sentence).toBe(
      "The stage x cannot be deployed, because something is missing: NEON_API_KEY in the environment (Neon: Account settings, API keys); " +
        'npx sst secret set BackupKey … --stage x (encrypts backups; "$(openssl rand -base64 32)", kept in a safe as well).',
    );
  });

  it("requires the right Node", () => {
    expect(whatIsMissing({ ...given, node: "v20.11.1" })).toContain("Node 24 instead of v20.11.1");
  });

  it("requires a domain for a stage that is not disposable", () => {
    const stage = { name: "prod", needsDomain: true };
    expect(whatIsMissing({ ...given, stage })).toMatch(
      /DOMAIN_NAME in the environment.*CERTIFICATE_ARN in the environment/,
    );
    const host = { DOMAIN_NAME: "life.example.com", CERTIFICATE_ARN: "arn" };
    expect(whatIsMissing({ ...given, stage, env: { ...env, ...host } })).toBe(undefined);
  });

  it.each([
    ["BackupKey", "c2hvcnQ="],
    ["EncryptionKeys", KEY],
    ["EncryptionKeys", "1:short-and-secret"],
    ["OidcIssuers", '{"issuer": "https://secret.example"}'],
    ["RateLimits", "secret"],
  ])("is a %s in its form, without telling what it holds", (name, value) => {
    const sentence = whatIsMissing({ ...given, secrets: { ...secrets, [name]: value } })!;
    expect(sentence).toMatch(new RegExp(`^The stage x cannot be deployed, because ${name} is not .*\\.$`));
    expect(sentence).not.toContain(value);
  });
});

describe("the document of secrets", () => {
  it("has the set and the generated values; set ones take precedence, and unset ones are left out", () => {
    const made = { DATABASE_URL: "postgres://…", EMAIL_WEBHOOK_SECRET: "made" };
    expect(secretDocument({ ...secrets, EmailWebhookSecret: "set", RateLimits: undefined }, made)).toEqual({
      DATABASE_URL: "postgres://…",
      EMAIL_WEBHOOK_SECRET: "set",
      ENCRYPTION_KEYS: secrets.EncryptionKeys,
      OIDC_ISSUERS: "[]",
      INNGEST_EVENT_KEY: "event",
      INNGEST_SIGNING_KEY: "signing",
    });
    expect(secretDocument(secrets, made).EMAIL_WEBHOOK_SECRET).toBe("made");
  });

  it("never has the key of the backups", () => {
    expect(JSON.stringify(secretDocument({ BackupKey: "the key" }, {}))).not.toContain("the key");
  });

  it("has only names that SST accepts", () => {
    for (const { name } of stageSecrets) expect(name).toMatch(/^[A-Z][a-zA-Z0-9]*$/);
    expect(secretsOf({ SST_SECRET_BackupKey: "k" }).BackupKey).toBe("k");
  });
});

describe("a stage", () => {
  it("is disposable unless it is called prod, or STAGE_KIND says otherwise", () => {
    expect(kindOf("prod", undefined)).toBe("prod");
    expect(kindOf("anna", undefined)).toBe("dev");
    expect(kindOf("beta", "staging")).toBe("staging");
    expect(() => kindOf("beta", "production")).toThrow("STAGE_KIND is dev, staging or prod, not production.");
  });

  it("has its database in the region of its functions", () => {
    expect(neonRegionOf("eu-central-1")).toBe("aws-eu-central-1");
    expect(neonRegionOf("eu-north-1", "aws-eu-central-1")).toBe("aws-eu-central-1");
    expect(() => neonRegionOf("eu-north-1")).toThrow(/^Neon has no region beside eu-north-1: .*\.$/);
  });

  it("escapes parts of a URL", () => {
    const url = connectionString({ host: "ep.neon.tech", database: "life os", user: "me", password: "a/b@c:d?" });
    expect(new URL(url)).toMatchObject({ hostname: "ep.neon.tech", pathname: "/life%20os" });
    expect(decodeURIComponent(new URL(url).password)).toBe("a/b@c:d?");
    expect(r2Resource("acc", "b")).toBe("com.cloudflare.edge.r2.bucket.acc_default_b");
  });
});
