/**
 * The settings of a stage: secrets, stored by `sst secret set`, and others from the environment, set by SST's .env.<stage> or by
 * a workflow. Missing ones are reported in one sentence before anything is deployed.
 */

export interface StageSecret {
  /** The name in SST. */
  name: string;
  /** The name in the functions' configuration; absent for secrets that functions must not have. */
  config?: string;
  needed: boolean;
  /** What it is and where it comes from, for error messages and the documentation. */
  what: string;
}

export const stageSecrets: readonly StageSecret[] = [
  {
    name: "EncryptionKeys",
    config: "ENCRYPTION_KEYS",
    needed: true,
    what: 'seals encrypted columns; "1:$(openssl rand -base64 32)", kept in a safe as well',
  },
  {
    name: "BackupKey",
    needed: true,
    what: 'encrypts backups; "$(openssl rand -base64 32)", kept in a safe as well',
  },
  {
    name: "OidcIssuers",
    config: "OIDC_ISSUERS",
    needed: true,
    what: 'whose tokens count: [{"issuer": "https://…", "audience": "…", "jwksUri": "https://…"}]',
  },
  { name: "InngestEventKey", config: "INNGEST_EVENT_KEY", needed: true, what: "Inngest: Manage, Event keys" },
  { name: "InngestSigningKey", config: "INNGEST_SIGNING_KEY", needed: true, what: "Inngest: Manage, Signing key" },
  { name: "InngestBaseUrl", config: "INNGEST_BASE_URL", needed: false, what: "only for an Inngest of one's own" },
  { name: "InboundDomain", config: "INBOUND_DOMAIN", needed: false, what: "domain of the private mail addresses" },
  {
    name: "EmailWebhookSecret",
    config: "EMAIL_WEBHOOK_SECRET",
    needed: false,
    what: "whsec_…, of the provider that delivers mail by webhook; made by the deployment unless set",
  },
  { name: "OpenWeatherMapApiKey", config: "OPENWEATHERMAP_API_KEY", needed: false, what: "openweathermap.org" },
  { name: "ResendApiKey", config: "RESEND_API_KEY", needed: false, what: "resend.com: API keys; sends mail to people" },
  {
    name: "MailFrom",
    config: "MAIL_FROM",
    needed: false,
    what: "the address that mail comes from: lifeos@example.com",
  },
  {
    name: "MetricsToken",
    config: "METRICS_TOKEN",
    needed: false,
    what: 'the bearer token that metrics are scraped with; "$(openssl rand -hex 32)"',
  },
  { name: "Embeddings", config: "EMBEDDINGS", needed: false, what: "off: no search by meaning" },
  { name: "RateLimits", config: "RATE_LIMITS", needed: false, what: 'changes a minute by tier: {"free": 300}' },
  { name: "DefaultTier", config: "DEFAULT_TIER", needed: false, what: "the tier that everybody has at least: free" },
  {
    name: "InvoiceMailLimits",
    config: "INVOICE_MAIL_LIMITS",
    needed: false,
    what: 'how many invoices may be mailed in 24 hours by tier: {"free": {"perDay": 20}}',
  },
  {
    name: "RoutineLimits",
    config: "ROUTINE_LIMITS",
    needed: false,
    what: 'what routines may do by tier: {"free": {"active": 20, "minutesApart": 15, "tasksPerDay": 100}}',
  },
  {
    name: "StorageLimits",
    config: "STORAGE_LIMITS",
    needed: false,
    what: 'how much people may store by tier: {"free": {"totalBytes": 5000000000, "fileBytes": 2000000000}}',
  },
  {
    name: "OpenaiApiKey",
    config: "OPENAI_API_KEY",
    needed: false,
    what: "a model, of OpenAI or another service with its Responses API",
  },
  {
    name: "AiModels",
    config: "AI_MODELS",
    needed: false,
    what: 'the models for simple work and for the rest, with what a million tokens cost: {"small": {"model": "gpt-4.1-mini", "inputMicrousd": 0.4, "outputMicrousd": 1.6}, "large": …}',
  },
  {
    name: "AiLimits",
    config: "AI_LIMITS",
    needed: false,
    what: 'what people may ask of models by tier, null without a limit: {"free": {"callsPerHour": 3, "tokensPerMonth": 50000}}',
  },
];

export interface Credential {
  name: string;
  what: string;
}

/** Credentials of the accounts; SST itself looks for those of AWS, where AWS's tools do. */
export const credentials: readonly Credential[] = [
  { name: "NEON_API_KEY", what: "Neon: Account settings, API keys" },
  { name: "CLOUDFLARE_API_TOKEN", what: "Cloudflare: an account token that may edit R2 and account API tokens" },
  { name: "CLOUDFLARE_DEFAULT_ACCOUNT_ID", what: "Cloudflare: the id of the account" },
];

export interface Given {
  /** Values of secrets by their name in SST. */
  secrets: Readonly<Record<string, string | undefined>>;
  env: Readonly<Record<string, string | undefined>>;
  stage: { name: string; needsDomain: boolean };
  /** `process.version` of the Node that runs this. */
  node: string;
}

/** One sentence with everything that prevents the deployment of this stage; undefined when nothing does. */
export function whatIsMissing({ secrets, env, stage, node }: Given): string | undefined {
  const wrong: string[] = [];
  if (Number(/^v(\d+)\./.exec(node)?.[1] ?? 0) < 24)
    wrong.push(`Node 24 instead of ${node}: run it through npm, as in npx sst deploy after npm ci`);
  for (const { name, what } of credentials) if (!env[name]) wrong.push(`${name} in the environment (${what})`);
  for (const { name, needed, what } of stageSecrets)
    if (needed && !secrets[name]) wrong.push(`npx sst secret set ${name} … --stage ${stage.name} (${what})`);
  if (stage.needsDomain)
    for (const name of ["DOMAIN_NAME", "CERTIFICATE_ARN"])
      if (!env[name])
        wrong.push(`${name} in the environment (the stage is not disposable, so it has a host of its own)`);
  const invalid = invalidSecrets(secrets);
  if (env.CONSOLE_OIDC && consoleIssuerOf(env.CONSOLE_OIDC) === undefined)
    invalid.push('CONSOLE_OIDC is not JSON such as {"issuer": "https://…", "clientId": "…"}');
  if (wrong.length === 0 && invalid.length === 0) return undefined;
  const parts = [...(wrong.length > 0 ? [`is missing: ${wrong.join("; ")}`] : []), ...invalid];
  return `The stage ${stage.name} cannot be deployed, because ${wrong.length > 0 ? "something " : ""}${parts.join("; ")}.`;
}

/** The names of secrets with an invalid form, never their values. */
function invalidSecrets(secrets: Given["secrets"]): string[] {
  const wrong: string[] = [];
  const check = (name: string, isValid: (value: string) => boolean, form: string) => {
    const value = secrets[name];
    if (value && !isValid(value)) wrong.push(`${name} is not ${form}`);
  };
  const isKey = (text: string) => Buffer.from(text, "base64").length === 32;
  check("BackupKey", isKey, "32 bytes in base64");
  const pairs = (value: string) => value.split(",").map((pair) => pair.trim().split(":"));
  check(
    "EncryptionKeys",
    (value) => pairs(value).every(([id, key]) => /^\d{1,3}$/.test(id!) && isKey(key ?? "")),
    "a list of <id>:<32 bytes in base64>",
  );
  check("OidcIssuers", (value) => Array.isArray(parsed(value)), "a JSON array");
  check("RateLimits", (value) => typeof parsed(value) === "object", "a JSON object");
  return wrong;
}

/** The origin of the issuer at which people sign in to the console; undefined when CONSOLE_OIDC says none. */
export function consoleIssuerOf(oidc: string | undefined): string | undefined {
  const { issuer, clientId } = (parsed(oidc ?? "") ?? {}) as { issuer?: unknown; clientId?: unknown };
  const isRight = typeof issuer === "string" && URL.canParse(issuer) && typeof clientId === "string";
  return isRight ? new URL(issuer).origin : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values of `sst secret set`, which SST passes to its program in the environment. */
export const secretsOf = (env: Given["env"]): Record<string, string | undefined> =>
  Object.fromEntries(stageSecrets.map(({ name }) => [name, env[`SST_SECRET_${name}`]]));

/**
 * The secrets document of a stage: the secrets that were set and the values that the deployment has generated. A set value takes
 * precedence, and an unset one is left out, so that only the functions that need it fail.
 */
export function secretDocument<T>(
  secrets: Readonly<Record<string, T | undefined>>,
  made: Readonly<Record<string, T>>,
): Record<string, T> {
  const document: Record<string, T> = { ...made };
  for (const { name, config } of stageSecrets) {
    const value = secrets[name];
    if (config && value !== undefined) document[config] = value;
  }
  return document;
}

const NEON_REGIONS = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-central-1",
  "eu-west-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "sa-east-1",
];

/** The database should be in the region of the functions, because each request makes a round trip to it. */
export function neonRegionOf(region: string, wanted?: string): string {
  if (wanted) return wanted;
  if (NEON_REGIONS.includes(region)) return `aws-${region}`;
  throw new Error(
    `Neon has no region beside ${region}: deploy to one of ${NEON_REGIONS.join(", ")}, or name Neon's region in NEON_REGION.`,
  );
}

/** A connection string of the same database with another login, with the escaping of a URL. */
export function connectionString({
  host,
  database,
  user,
  password,
}: Record<"host" | "database" | "user" | "password", string>): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}/${encodeURIComponent(database)}?sslmode=require`;
}

/** Cloudflare's resource name of a bucket, for the permissions of tokens. */
export const r2Resource = (accountId: string, bucket: string) =>
  `com.cloudflare.edge.r2.bucket.${accountId}_default_${bucket}`;
