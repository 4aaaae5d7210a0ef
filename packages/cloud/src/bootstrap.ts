/**
 * The edge of a Lambda's process: the one place in production that reads the environment and calls `configure()`.
 *
 * Secrets come from one JSON document in Secrets Manager, asked for with one signed call while the artifact's declarations are
 * still being made. AWS's extension for secrets would cache the answer, but it is a layer in every function whose own process
 * has to start before this one may, and there is nothing to cache in what is read once. Without LIFEOS_SECRETS_ARN the
 * environment is all the configuration there is.
 *
 * What fails here is one line in the log, and is tried again with the next invocation.
 */

import { Unavailable } from "#kit/problem";
import { type Config, configure, type Runtime } from "#kit/runtime";
import { type AuthorizerResult, unknownFor } from "./authorizer.ts";
import { awsService } from "./aws.ts";
import { jsonLog } from "./json-log.ts";
import type { HttpEvent, HttpResult } from "./lambda.ts";
import { problemBody, RETRY_AFTER_SECONDS, statusOf } from "./problem-details.ts";
import { busPublisher } from "./publish.ts";
import type { AwsCredentials } from "./signature.ts";
import { isNeon, neonTransport } from "./transport/neon.ts";
import type { Transport } from "./transport.ts";

const SECRETS_TIMEOUT_MS = 3_000;

export interface Started {
  /** Resolves when configuring has succeeded or failed for the first time; never rejects. */
  ready: Promise<void>;
  /** `handle`, which an adapter made of `declared`, for Lambda: configures the process first, if that failed before. */
  handler<H extends Handler>(declared: Declared, handle: H): H;
}

// biome-ignore lint/suspicious/noExplicitAny: endpoints, consumers, schedules and authorizers differ in what they are given.
type Handler = (event: any, context?: any) => Promise<any>;
type Declared = { kind: string; cacheSeconds?: number };

export function start(environment: Config, write = (line: string) => void process.stdout.write(`${line}\n`)): Started {
  // A copy, because each read of process.env asks the operating system.
  const env = { ...environment };
  const log = jsonLog(write, levelOf(env.LOG_LEVEL));
  let configured = attempt();
  return {
    ready: configured.then(() => {}),
    handler<H extends Handler>(declared: Declared, handle: H): H {
      const configuredFirst = async (event: unknown, context: unknown) => {
        if (!(await configured)) configured = attempt();
        return (await configured) ? handle(event, context) : unconfigured(declared, event);
      };
      return configuredFirst as H;
    },
  };

  async function attempt(): Promise<boolean> {
    try {
      const config = withRole({ ...env, ...(await secretsOf(env)) });
      const transport = await transportOf(config);
      refuseUnsignedWorkflows(config);
      configure({
        transport,
        publish: publisherOf(config),
        now: () => new Date(),
        log,
        config,
      });
      return true;
    } catch (error) {
      log("error", "this process is not configured; the next invocation tries again", {
        error: (error as Error).message,
      });
      return false;
    }
  }
}

/** The answer of a process that has no configuration: whoever called may try again, and queues do so by themselves. */
function unconfigured({ kind, cacheSeconds = 0 }: Declared, event: unknown): HttpResult | AuthorizerResult {
  if (kind === "authorizer") return { isAuthorized: true, context: unknownFor(cacheSeconds) };
  if (kind !== "endpoint" && kind !== "stream") throw new Error("not configured; the line before this one says why");
  const { rawPath, requestContext } = event as HttpEvent;
  const problem = Unavailable();
  return {
    statusCode: statusOf[problem.kind],
    headers: {
      "content-type": "application/problem+json",
      "retry-after": String(RETRY_AFTER_SECONDS),
      "x-request-id": requestContext.requestId,
    },
    body: JSON.stringify(problemBody(problem, rawPath, requestContext.requestId)),
  };
}

async function secretsOf(env: Config): Promise<Config> {
  const { LIFEOS_SECRETS_ARN: id, LIFEOS_SECRETS_VERSION: version, SECRETS_MANAGER_ENDPOINT: endpoint } = env;
  if (!id) return {};
  const call = awsService({
    service: "secretsmanager",
    region: need(env, "AWS_REGION"),
    credentials: credentialsOf(env),
    endpoint,
    timeoutMs: SECRETS_TIMEOUT_MS,
    keepAlive: false,
  });
  const answer = (await call("secretsmanager.GetSecretValue", {
    SecretId: id,
    ...(version && { VersionId: version }),
  }).catch((error: Error) => {
    throw new Error(`the document of LIFEOS_SECRETS_ARN cannot be read: ${error.name}: ${error.message}`);
  })) as { SecretString?: string };
  return documentOf(answer.SecretString);
}

/** Messages name what is wrong and never what it holds; those of JSON.parse would quote it. */
function documentOf(text: string | undefined): Config {
  let document: unknown;
  try {
    document = JSON.parse(text ?? "");
  } catch {
    throw new Error("the document of LIFEOS_SECRETS_ARN is not JSON");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw new Error("the document of LIFEOS_SECRETS_ARN is not a JSON object");
  const wrong = Object.entries(document).find(([, value]) => typeof value !== "string");
  if (wrong) throw new Error(`${wrong[0]} in the document of LIFEOS_SECRETS_ARN is not a string`);
  return document as Config;
}

/** A deployment takes signed calls of its workflows or does not start: the SDK would go into its development mode. */
function refuseUnsignedWorkflows(config: Config): void {
  need(config, "INNGEST_SIGNING_KEY");
  if (config.INNGEST_DEV && !/^(0|false)$/i.test(config.INNGEST_DEV))
    throw new Error("INNGEST_DEV is set, and a deployment has no development mode");
}

/** Buckets are reached with the role of the function, unless they have keys of their own. */
function withRole(config: Config): Config {
  if (config.S3_ACCESS_KEY_ID) return config;
  return {
    ...config,
    S3_ACCESS_KEY_ID: config.AWS_ACCESS_KEY_ID,
    S3_SECRET_ACCESS_KEY: config.AWS_SECRET_ACCESS_KEY,
    S3_SESSION_TOKEN: config.AWS_SESSION_TOKEN,
  };
}

/** Neon over HTTP, or any PostgreSQL by its own protocol, whose client is loaded only then and never part of an artifact's own file. */
async function transportOf(config: Config): Promise<Transport> {
  const url = need(config, "DATABASE_URL");
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new Error("DATABASE_URL is not a connection string (postgres://…)");
  const { DATABASE_HTTP_ENDPOINT: endpoint } = config;
  if (endpoint || isNeon(url)) return neonTransport(url, { endpoint });
  const { pgTransport } = await import("./transport/pg.ts");
  // A Lambda answers one request at a time, whose batches may run side by side.
  return pgTransport(url, { max: 2 });
}

function publisherOf(config: Config): Runtime["publish"] {
  const { EVENT_BUS_NAME: busName, AWS_REGION: region, EVENTBRIDGE_ENDPOINT: endpoint } = config;
  if (!busName || !region)
    return async () => {
      throw new Error(`${busName ? "AWS_REGION" : "EVENT_BUS_NAME"} is not set, so there is no bus to publish to`);
    };
  // Most functions never publish, and the client of the bus is not made for those.
  let publish: Runtime["publish"] | undefined;
  return async (events) => {
    publish ??= busPublisher({ busName, region, endpoint, credentials: credentialsOf(config) });
    await publish(events);
  };
}

function credentialsOf(config: Config): AwsCredentials {
  return {
    accessKeyId: need(config, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: need(config, "AWS_SECRET_ACCESS_KEY"),
    sessionToken: config.AWS_SESSION_TOKEN,
  };
}

function need(config: Config, name: string): string {
  const value = config[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function levelOf(level: string | undefined): "debug" | "info" | "warn" | "error" {
  return level === "debug" || level === "warn" || level === "error" ? level : "info";
}
