/**
 * `npm run check:sst`: evaluates sst.config.ts under Pulumi's mocks, like a deployment, and checks what it declares. It needs no
 * account and no cloud, but SST's platform, about 400 MB of packages in .sst/, which it installs.
 *
 * Exit codes: 0 everything is right, 1 something is wrong, 3 the check could not run here (with the reason).
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { readAssembly } from "../stacks/sst/assembly.ts";
import type { Declared, Evaluated, Wanted } from "./check-sst/evaluate.ts";

const root = path.resolve(import.meta.dirname, "..");
const platform = path.join(root, ".sst/platform");
const CANNOT_RUN = 3;
const REGISTRY_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 10 * 60_000;
const EVALUATE_TIMEOUT_MS = 5 * 60_000;
/** The largest template that CloudFormation accepts inline. */
const MAX_INLINE_TEMPLATE = 51_200;

const dummy = {
  NEON_API_KEY: "neon",
  CLOUDFLARE_API_TOKEN: "cloudflare",
  CLOUDFLARE_DEFAULT_ACCOUNT_ID: "account",
  SST_SECRET_EncryptionKeys: `1:${randomBytes(32).toString("base64")}`,
  SST_SECRET_BackupKey: randomBytes(32).toString("base64"),
  SST_SECRET_OidcIssuers: "[]",
  SST_SECRET_InngestEventKey: "inngest-event-key-value",
  SST_SECRET_InngestSigningKey: "inngest-signing-key-value",
};
const domain = {
  DOMAIN_NAME: "life.example.com",
  CERTIFICATE_ARN: "arn:aws:acm:us-east-1:123456789012:certificate/one",
};

/** A workflow passes variables that are not set as empty strings. */
const unset = { STAGE_KIND: "", AWS_REGION: "", NEON_ORG_ID: "", NEON_REGION: "", CORS_ORIGINS: "", ALARM_EMAIL: "" };

function main(): number {
  const unable = installPlatform();
  if (unable) {
    console.error(`The check cannot run here: ${unable}`);
    return CANNOT_RUN;
  }
  const wrong = [
    ...checkTypes(),
    ...checkStage("dev", evaluate({ stage: "check", dev: false }, dummy)),
    ...checkStage("prod", evaluate({ stage: "prod", dev: false }, { ...dummy, ...domain, ...unset })),
    ...checkDevMode(evaluate({ stage: "check", dev: true }, {})),
    ...checkMissing(),
  ];
  removePrograms();
  for (const one of wrong) console.error(`  ✗ ${one}`);
  console.log(wrong.length === 0 ? "sst.config.ts declares what it has to." : `${wrong.length} things are wrong.`);
  return wrong.length === 0 ? 0 : 1;
}

// ── What SST brings ────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Makes SST unpack its platform and fetch the providers' packages, unless they are installed. Returns the reason when it cannot.
 */
function installPlatform(): string | undefined {
  if (Number(process.versions.node.split(".")[0]) < 24)
    return `it needs Node 24, and this is ${process.version}; npm run check:sst brings it.`;
  const { version } = readJson(path.join(root, "node_modules/sst/package.json")) as { version: string };
  if (isInstalled(version)) return undefined;
  let binary: string;
  try {
    const name = process.platform === "win32" ? "sst.exe" : "sst";
    binary = createRequire(import.meta.url).resolve(`sst-${process.platform}-${process.arch}/bin/${name}`);
  } catch {
    return `sst ${version} has no program for ${process.platform} on ${process.arch}, or npm left it out.`;
  }
  // Checked first, because `sst install` retries for minutes.
  const asked = spawnSync("npm", ["view", "@pulumi/pulumi", "version", "--fetch-retries=0", "--fetch-timeout=15000"], {
    cwd: root,
    timeout: REGISTRY_TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  if (asked.status !== 0) return "SST's platform is not installed yet, and npm's registry does not answer.";
  console.log("  installing SST's platform into .sst (a minute, once)");
  const home = path.join(root, "node_modules/.cache/sst");
  mkdirSync(home, { recursive: true });
  const { status, stdout, stderr } = spawnSync(binary, ["install", "--stage", "check"], {
    cwd: root,
    encoding: "utf8",
    timeout: INSTALL_TIMEOUT_MS,
    env: {
      ...process.env,
      // Neither Bun nor Pulumi's program is needed: npm fetches the packages, and nothing is deployed. The install scripts of
      // provider packages would download plugins.
      SST_NO_BUN: "1",
      SST_SKIP_DEPENDENCY_CHECK: "1",
      SST_TELEMETRY_DISABLED: "1",
      npm_config_ignore_scripts: "true",
      npm_config_fetch_retries: "1",
      XDG_CONFIG_HOME: home,
    },
  });
  if (status === 0 && isInstalled(version)) return undefined;
  const reason = `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n").slice(-3).join(" ");
  return `sst install did not succeed: ${reason || "it took too long"}`;
}

function isInstalled(version: string): boolean {
  const config = readFileSync(path.join(root, "sst.config.ts"), "utf8");
  const file = path.join(root, ".sst/provider-lock.json");
  if (!existsSync(file) || !existsSync(path.join(platform, "node_modules/@pulumi/pulumi"))) return false;
  if (readFileSync(path.join(platform, "version"), "utf8").trim() !== version) return false;
  const lock = readJson(file) as { name: string; version: string }[];
  return lock.every(({ name, version: pinned }) => config.includes(name) && config.includes(`"${pinned}"`));
}

// ── What must hold ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Checks the types of sst.config.ts against SST's and the providers' types. */
function checkTypes(): string[] {
  console.log("  types");
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const project = path.join(root, "scripts/check-sst/tsconfig.json");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", project, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  // Errors in the platform's own sources, which are checked along, are ignored.
  return stdout.split("\n").filter((line) => /^(sst\.config\.ts|stacks\/)/.test(line));
}

function checkStage(kind: "dev" | "prod", { app, declared, outputs, error }: Evaluated): string[] {
  if (error) return [`a ${kind} stage: ${error}`];
  const stage = kind === "prod" ? "prod" : "check";
  const isKept = kind === "prod";
  const expect = collector(`a ${kind} stage`);
  const of = (type: string) => declared.filter((one) => one.type === type);
  const named = (name: string) => declared.find((one) => one.name === name);
  const text = (value: unknown) => JSON.stringify(value) ?? "";

  expect(
    app?.removal === (isKept ? "retain" : "remove") && app?.protect === isKept,
    "is protected as its kind wants it",
  );
  expect(
    Object.values(app?.providers ?? {}).every((one) =>
      /^\d+\.\d+\.\d+$/.test(typeof one === "string" ? one : one.version),
    ),
    "pins each provider exactly",
  );

  const { stacks, files } = readAssembly(path.join(root, ".build", `assembly-${stage}`));
  const deployed = of("aws:cloudformation/stack:Stack");
  expect(
    same(
      deployed.map(({ inputs }) => inputs.name),
      stacks.map(({ name }) => name),
    ),
    "deploys each stack of the assembly once",
  );
  expect(of("aws:s3/bucketObjectv2:BucketObjectv2").length === files.length, "uploads each file of the assembly once");
  for (const stack of stacks) {
    const made = deployed.find(({ inputs }) => inputs.name === stack.name);
    const parameters = Object.keys((made?.inputs.parameters ?? {}) as object);
    const needed = Object.entries(stack.parameters).filter(([, { hasDefault }]) => !hasDefault);
    expect(
      needed.every(([name]) => parameters.includes(name)),
      `gives ${stack.id} each parameter that it needs`,
    );
    expect(
      parameters.every((name) => name in stack.parameters),
      `gives ${stack.id} no parameter that it does not know`,
    );
    expect(
      ["Migrate", "DatabaseLogin", "SecretsVersion"].every((name) => made?.after.includes(name)),
      `makes ${stack.id} wait for the migrations, the login and the secrets`,
    );
    const before = stack.dependsOn.map((id) =>
      deployed.find(({ inputs }) => inputs.name === stacks.find((s) => s.id === id)?.name),
    );
    expect(
      before.every((one) => one && made?.after.includes(one.name)),
      `makes ${stack.id} wait for what it is built on`,
    );
    expect(made?.isRetained === isKept, `${isKept ? "retains" : "does not retain"} ${stack.id}`);
    const inlineTemplate = String(made?.inputs.templateBody ?? "");
    expect(
      stack.region
        ? inlineTemplate.length > 2 && inlineTemplate.length <= MAX_INLINE_TEMPLATE
        : text(made?.inputs.templateUrl).includes(stack.template.key),
      `takes the template of ${stack.id} from where it is`,
    );
  }
  expect(named("DatabaseLogin")?.after.includes("Migrate") === true, "makes the login after the migrations");

  const projects = of("neon:index/project:Project");
  expect(projects.length === 1 && projects[0]!.inputs.pgVersion === 18, "has one Neon project on PostgreSQL 18");
  const kept = [...projects, ...of("cloudflare:index/r2Bucket:R2Bucket")];
  expect(kept.length === 3, "has two R2 buckets");
  expect(
    kept.every((one) => one.isProtected === isKept && one.isRetained === isKept),
    "protects data as its kind wants it",
  );
  expect(
    (of("cloudflare:index/r2BucketLock:R2BucketLock").length === 1) === isKept,
    "locks the backups of production only",
  );
  expect(
    (of("cloudflare:index/r2BucketCors:R2BucketCors").length === 1) === isKept,
    "lets browsers of named origins only at files",
  );
  for (const bucket of ["files", "backups"]) {
    const tokens = of("cloudflare:index/accountToken:AccountToken").filter(
      ({ inputs }) => inputs.name === `lifeos-${stage}-${bucket}`,
    );
    const resource = `com.cloudflare.edge.r2.bucket.account_default_lifeos-${stage}-${bucket}`;
    expect(
      tokens.length === 1 &&
        text(tokens[0]!.inputs.policies).includes(resource) &&
        text(tokens[0]!.inputs.policies).split("com.cloudflare").length === 2,
      `has one key for ${bucket} that opens nothing else`,
    );
  }

  const secretValues = [
    ...Object.entries(dummy)
      .filter(([name]) => name.startsWith("SST_SECRET_") && name !== "SST_SECRET_OidcIssuers")
      .map(([, value]) => value),
    "owner-password",
    "made-by-the-deployment",
  ];
  const places = declared.filter(({ type }) => /^aws:(cloudformation|lambda|s3|scheduler|cloudwatch)\//.test(type));
  expect(
    !secretValues.some((value) => text(places).includes(value)),
    "writes no secret into a template, a parameter or a function",
  );
  const documents = of("aws:secretsmanager/secretVersion:SecretVersion");
  expect(documents.length === 2, "has a document for the functions and one for backups");
  const contents = parseSecret(named("SecretsVersion")?.inputs.secretString);
  expect(
    String(contents.DATABASE_URL).startsWith("postgres://lifeos_login:") &&
      String(contents.DATABASE_URL).includes("-pooler"),
    "lets functions in by the login that row-level security holds for, through the pooler",
  );
  expect(
    String(contents.ORIGIN_SECRET ?? "").length >= 32 && "ENCRYPTION_KEYS" in contents,
    "puts all secrets into one document",
  );
  expect(!("BACKUP_KEY" in contents), "keeps the key of the backups from the functions");
  expect(
    Object.values(contents).every((value) => typeof value === "string"),
    "puts nothing but strings into the document",
  );

  const [schedule] = of("aws:scheduler/schedule:Schedule");
  const [lambda] = of("aws:lambda/function:Function").filter(({ name }) => name === "Backup");
  expect(
    schedule !== undefined && lambda !== undefined && text(schedule.inputs.target).includes("Backup"),
    "backs up every night",
  );
  expect(lambda?.inputs.timeout === 900 && lambda.inputs.runtime === "nodejs24.x", "gives the backup fifteen minutes");
  expect(text(lambda?.inputs.tracingConfig).includes("Active"), "traces the backup");
  const stars = of("aws:iam/role:Role")
    .flatMap(({ inputs }) => (inputs.inlinePolicies ?? []) as { policy: string }[])
    .flatMap(
      ({ policy }) => (JSON.parse(policy) as { Statement: { Action: string[]; Resource: string[] }[] }).Statement,
    )
    .filter(({ Action, Resource }) => [...Action, ...Resource].includes("*"))
    .flatMap(({ Action }) => Action);
  expect(
    stars.every((action) => action.startsWith("xray:")),
    `allows nothing everywhere but traces, not ${stars.join(", ")}`,
  );
  const alarms = of("aws:cloudwatch/metricAlarm:MetricAlarm");
  expect(
    alarms.length === 2 && alarms.every(({ inputs }) => text(inputs.alarmActions).includes("AlarmTopicArn")),
    "tells of a backup that fails or is not made",
  );

  expect(
    outputs.api === "output:ApiUrl" && outputs.inngest === "output:InngestEndpoints",
    "tells the API's URL and Inngest's",
  );
  const edge = deployed.find(({ name }) => name === "StackEdge");
  expect(
    outputs.console === `${outputs.api}/console/` &&
      /^[\w.-]+\.cloudfront\.net$/.test(String((edge?.inputs.parameters as Record<string, unknown>)?.ConsoleDomain)),
    "serves the console under the API's host, and tells it",
  );
  return expect.wrong;
}

function checkDevMode({ declared, error }: Evaluated): string[] {
  if (error) return [`sst dev: ${error}`];
  const expect = collector("sst dev");
  const commands = declared.filter(({ type }) => type === "sst:sst:DevCommand").map(({ name }) => name);
  expect(
    same(commands, ["Api", "Tests", "Types", "Story"]),
    "has panes for the API, the tests, the types and the story",
  );
  const others = declared.filter(({ type }) => !/^(sst:sst:|pulumi:pulumi:)/.test(type));
  expect(
    others.length === 0,
    `deploys nothing${others.length > 0 ? `, but declares ${others.map(({ type }) => type).join(", ")}` : ""}`,
  );
  return expect.wrong;
}

function checkMissing(): string[] {
  const { SST_SECRET_BackupKey: _, NEON_API_KEY: __, ...rest } = dummy;
  const { error = "", declared } = evaluate({ stage: "check", dev: false }, rest);
  const expect = collector("a stage that was told too little");
  expect(
    error.includes("NEON_API_KEY") && error.includes("sst secret set BackupKey") && !error.includes("\n"),
    `says so in one sentence, not: ${error}`,
  );
  expect(
    declared.every(({ type }) => type.startsWith("pulumi:pulumi:")),
    "declares nothing",
  );
  return expect.wrong;
}

function collector(subject: string) {
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${subject} ${what}`);
  };
  console.log(`  ${subject}`);
  return Object.assign(expect, { wrong });
}

const same = (a: unknown[], b: unknown[]) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** The value of a Pulumi secret, which is wrapped in an object. */
function parseSecret(value: unknown): Record<string, unknown> {
  const plain = typeof value === "string" ? value : (value as { value?: string })?.value;
  return JSON.parse(plain ?? "{}") as Record<string, unknown>;
}

// ── Evaluating ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

function evaluate(wanted: Wanted, given: Record<string, string>): Evaluated {
  // A minimal environment, so that variables of this machine do not affect the check.
  const { PATH, HOME, TMPDIR = "/tmp" } = process.env;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "scripts/check-sst/evaluate.ts"), JSON.stringify(wanted)],
    {
      cwd: root,
      encoding: "utf8",
      timeout: EVALUATE_TIMEOUT_MS,
      maxBuffer: 256 * 1024 ** 2,
      env: { PATH, HOME, TMPDIR, ...given },
    },
  );
  const line = stdout.split("\n").findLast((one) => one.startsWith("{"));
  if (line) return JSON.parse(line) as Evaluated;
  const declared: Declared[] = [];
  return { declared, outputs: {}, error: `the program ended without a word: ${stderr.trim().slice(-600)}` };
}

function removePrograms(): void {
  for (const name of readdirSync(platform)) if (name.startsWith("check-")) rmSync(path.join(platform, name));
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

process.exitCode = main();
