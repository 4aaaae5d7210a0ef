/**
 * The embedded cloud: everything the product runs on, in one process. It speaks AWS's and Inngest's own contracts, so that
 * handlers are the same here and in production; what differs is configuration.
 *
 * Two ports: the API (with docs and console) on `port`, and on the next one what would be AWS and Inngest: PutEvents, S3 and
 * the Inngest server, told apart the way their clients call.
 */

import { randomBytes } from "node:crypto";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import { announcing } from "#cloud/committed";
import { publisher, queueableJson } from "#cloud/publish";
import { MAX_RECEIVES, queueName } from "#cloud/queue-consumer";
import { requestCounts } from "#cloud/request-counts";
import type { Transport } from "#cloud/transport";
import type { Log } from "#kit/ctx";
import { type Config, configure } from "#kit/runtime";
import { patternOf } from "../../contract/manifest.ts";
import { awsListener } from "./aws-listener.ts";
import { batched } from "./bus/batched.ts";
import { type Bus, type BusOptions, createBus } from "./bus/bus.ts";
import { type ConsoleSite, mountConsole } from "./console.ts";
import { openDataFolder } from "./data-folder.ts";
import type { Database } from "./database.ts";
import { mountDocs } from "./docs.ts";
import { embeddingProcess } from "./embedding/child.ts";
import { createEngine, type Engine, type EngineFaults, type ServeApp } from "./engine/engine.ts";
import { lambdaApp } from "./engine/lambda-app.ts";
import { gateway } from "./gateway/gateway.ts";
import { serveUrlPath } from "./gateway/paths.ts";
import { mountHome } from "./home.ts";
import { createIncoming } from "./incoming.ts";
import { AUDIENCE, createIssuer, type Issuer } from "./issuer.ts";
import { loadSecrets, recognizeKeys } from "./keys.ts";
import { type Listening, listen } from "./listen.ts";
import { type ObjectEvent, objectCreated } from "./objects/notifications.ts";
import { createObjectStore } from "./objects/store.ts";
import { openStore, type StoreOptions } from "./open-store.ts";
import { ownStoreOf, type StoreClient, storeClient } from "./own-store.ts";
import { declarations as declarationsOf, type LazyDeclarations } from "./prepared/declared.ts";
import { trustedProxies } from "./proxies.ts";
import { declaredSettings, ofOperator } from "./settings.ts";

export interface CloudOptions extends StoreOptions {
  /** 0 takes any free port. */
  port: number;
  /** An address at which the API also listens. Local-only paths and the second port stay on the loopback address. */
  host?: string;
  /** Validated settings for third parties and limits. Only names that the settings modules declare are read. */
  env?: Config;
  now?: () => Date;
  log: Log;
  /** Called with a sentence about each step that takes time. */
  progress?: (step: string) => void;
  /** For tests that kill the process at a moment of their choice. `commit`: rows are committed, their events not yet published. */
  onPhase?: (phase: CloudPhase, info?: object) => void | Promise<void>;
  /** Whether the model of embeddings is there, in a process of its own that is started when somebody asks it. */
  hasModel?: boolean;
  /** Inngest apps beside the product's own. */
  extraServes?: readonly ServeApp[];
  /** An S3 service instead of the embedded store, which belongs to one process: for tests of several that share a server. */
  objectStore?: { endpoint: string; accessKeyId: string; secretAccessKey: string };
  /** For tests that must notice deliberate mistakes. */
  faults?: {
    bus?: BusOptions["faults"];
    engine?: EngineFaults;
    /** Wraps the database port. */
    transport?: (transport: Transport) => Transport;
  };
}

/**
 * Larger than the gateway's own limit, so that the gateway answers with its error (`assertHeadersFit`): Node's limit also counts
 * the names of headers.
 */
const MAX_HEADER_BYTES = 16 * 1024;

/** Points at which a crash might lose or repeat something, if the code were wrong. */
export type CloudPhase =
  | "accept"
  | "commit"
  | "publish"
  | "deliver"
  | "acknowledge"
  | "dead-letter"
  | "claim"
  | "call"
  | "apply";

export interface Cloud {
  /** `http://localhost:8787`: the API, the docs. */
  url: string;
  database: Database;
  bus: Bus;
  engine: Engine;
  issuer: Issuer;
  /** The site at /console. It is built at the first request, or when `prepare` is called. */
  console: ConsoleSite;
  config: Config;
  declarations: LazyDeclarations;
  /** Resolves once the workflows are registered with the server that runs them. */
  registered: Promise<void>;
  /** Waits until no event is being delivered and no workflow has a step that is due. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const BUS_NAME = "lifeos";
const REGION = "us-east-1";
const MAIL_BUCKET = "lifeos-mail";
const FILES_BUCKET = "lifeos-files";
/** The prefix under which a mail service stores messages; see core/ingest/mail-store. */
const INCOMING = "incoming/";
const ACCOUNT = "000000000000";

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { log, now = () => new Date(), progress = () => {}, env = {} } = options;
  openDataFolder(options.dataDir);
  const secrets = loadSecrets(options.dataDir);
  const buckets = [env.MAIL_BUCKET || MAIL_BUCKET, env.FILES_BUCKET || FILES_BUCKET] as const;
  const own = ownStoreOf(env);
  const ownClient = own && (await storeClient(own));
  await ownClient?.check(buckets);

  // The port is taken before anything is created, so that a start that fails because of it leaves no new database behind.
  const api = await listen(options.port, { host: options.host, maxHeaderSize: MAX_HEADER_BYTES });
  const aws = await listen(options.port === 0 ? 0 : options.port + 1).catch(closing(api));
  const url = `http://localhost:${api.port}`;
  // These three are independent, and each takes a moment.
  const [store, declarations, settings] = await Promise.all([
    openStore(options, progress),
    declarationsOf({ origin: url, dataDir: options.dataDir, progress }),
    declaredSettings().then(ofOperator),
  ]).catch(closing(api, aws));
  const { database } = store;
  const transport = options.faults?.transport?.(store.transport) ?? store.transport;
  const { onPhase } = options;

  const awsUrl = `http://127.0.0.1:${aws.port}`;
  const issuer = await createIssuer({ directory: options.dataDir, origin: url, now });
  const credentials = { accessKeyId: secrets.accessKeyId, secretAccessKey: secrets.secretAccessKey };

  const config: Config = {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    EVENT_BUS_NAME: BUS_NAME,
    EVENTBRIDGE_ENDPOINT: awsUrl,
    SQS_ENDPOINT: awsUrl,
    SQS_QUEUE_URL_PREFIX: `${awsUrl}/${ACCOUNT}/`,
    S3_ENDPOINT: options.objectStore?.endpoint ?? awsUrl,
    S3_REGION: own?.region ?? REGION,
    S3_ACCESS_KEY_ID: (options.objectStore ?? credentials).accessKeyId,
    S3_SECRET_ACCESS_KEY: (options.objectStore ?? credentials).secretAccessKey,
    MAIL_BUCKET: buckets[0],
    FILES_BUCKET: buckets[1],
    FILES_ENDPOINT: options.objectStore?.endpoint ?? awsUrl,
    FILES_REGION: own?.region ?? REGION,
    FILES_ACCESS_KEY_ID: (options.objectStore ?? credentials).accessKeyId,
    FILES_SECRET_ACCESS_KEY: (options.objectStore ?? credentials).secretAccessKey,
    INNGEST_BASE_URL: `${awsUrl}/`,
    INNGEST_EVENT_KEY: "local",
    // Made anew by each process: the engine signs its calls with it, and the functions refuse unsigned calls.
    INNGEST_SIGNING_KEY: `signkey-local-${randomBytes(32).toString("hex")}`,
    EMAIL_WEBHOOK_SECRET: secrets.emailWebhookSecret,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    INBOUND_DOMAIN: "in.lifeos.localhost",
    PUBLIC_URL: url,
    OIDC_ISSUERS: JSON.stringify([{ issuer: issuer.url, audience: AUDIENCE, jwksUri: issuer.jwksUri }]),
    ...Object.fromEntries(
      settings.filter(({ name, ofStart }) => !ofStart && env[name]).map(({ name }) => [name, env[name]]),
    ),
  };
  // A process that serves many requests at once publishes the events of several in one call; a Lambda has those of one request
  // only. The bus is in the same process, so the call is neither sent over HTTP nor signed.
  const publish = batched(publisher(BUS_NAME, (entries) => bus.putEvents(entries)));
  const embedded = config.INNGEST_BASE_URL === `${awsUrl}/`;
  const isOwnIssuer = !env.OIDC_ISSUERS;
  const model = options.hasModel ? embeddingProcess() : undefined;
  configure({
    transport,
    inngestFetch: embedded ? (input, init) => engine.fetch(input, init) : undefined,
    ...announcing(after(onPhase && (() => onPhase("commit")), publish)),
    requests: requestCounts(now),
    queues: () => bus.queues.waiting(),
    ...(model && { embedders: [model] }),
    now,
    log,
    config,
  });

  const warn = (entry: { message?: string; error?: unknown }) =>
    log("warn", entry.message ?? "the embedded cloud", entry as Record<string, unknown>);
  // It is not known which events other apps' functions wait for, so the engine then gets every event.
  const everything = options.extraServes ? patternOf("everything", []) : undefined;
  const bus = createBus({
    database,
    busName: BUS_NAME,
    region: REGION,
    account: ACCOUNT,
    credentials,
    now,
    log: warn,
    onPhase,
    faults: options.faults?.bus,
    consumers: declarations.consumers.map(({ value }) => ({
      ...consumerTarget(value),
      pattern: (value.isForWorkflows && everything) || value.pattern || ("dead letters" as const),
      isOnDefaultBus: value.isOnDefaultBus,
    })),
    schedules: declarations.schedules.map(({ value }) => ({
      name: value.id.replace(".", "-"),
      expression: value.expression,
      timezone: value.timezone,
      timeoutMs: value.timeoutSeconds * 1000,
      handler: (event: unknown) => value(event),
    })),
  });
  /** Publishes events of the object store to the default bus, in process and unsigned. */
  async function publishObjects(events: readonly ObjectEvent[]): Promise<void> {
    const { Entries } = await bus.putEvents(
      events.map(({ source, resources, time, detail, ...event }) => ({
        Source: source,
        DetailType: event["detail-type"],
        Time: new Date(time),
        Resources: resources,
        Detail: queueableJson(detail),
      })),
    );
    const refused = Entries.find(({ ErrorCode }) => ErrorCode);
    if (refused) throw new Error(refused.ErrorMessage);
  }

  function incomingMail(client: StoreClient) {
    const [bucket] = buckets;
    return createIncoming({
      database,
      bucket,
      list: (startAfter) => client.list(bucket, { prefix: INCOMING, startAfter }),
      handOver: (found, at) =>
        publishObjects(
          found.map(({ key, etag, sizeBytes }) =>
            objectCreated(bucket, { key, etag, size: sizeBytes }, "PutObject", at),
          ),
        ),
      now,
      onError: (error) => log("warn", "the mail bucket could not be looked into", { error: (error as Error).message }),
    });
  }

  const objects = createObjectStore({
    directory: path.join(options.dataDir, "objects"),
    buckets: [{ name: buckets[0] }, { name: buckets[1], cors: corsOrigins(env, url) }],
    credentials,
    region: REGION,
    now,
    onError: (error) => log("warn", "object store", { error: (error as Error).message }),
    notify: (event) => publishObjects([event]),
  });
  const incoming = ownClient && incomingMail(ownClient);
  const signingKey = config.INNGEST_SIGNING_KEY;
  const apps = declarations.serves.map(({ value }) => ({
    ...lambdaApp(`lifeos-${value.context}`, `${url}${serveUrlPath(value.context)}`, value, signingKey),
    functions: value.functions,
  }));
  const extraApps = (options.extraServes ?? []).map((app) => ({ ...app, signingKey }));
  const engine = createEngine({
    database,
    // The engine's phases `commit` and `acknowledge` are left out: those names stand for the product's own here.
    onPhase:
      onPhase &&
      ((phase, info) =>
        phase === "claim" || phase === "call" || phase === "apply" ? onPhase(phase, info) : undefined),
    faults: options.faults?.engine,
    now,
    log: (line) => log("warn", "workflow engine", { ...line }),
    apps: embedded ? [...apps, ...extraApps] : [],
  });
  await Promise.all([bus.migrate().then(() => engine.migrate()), own ? undefined : objects.start()]);
  await incoming?.migrate();
  // PGlite sets modes of its own on the files that it creates, whatever the umask, so the folder is made private again.
  openDataFolder(options.dataDir);
  await recognizeKeys(database, config.ENCRYPTION_KEYS!).catch(closing(api, aws));

  aws.answer(awsListener({ bus, engine, objects: own ? undefined : objects, buckets }));
  const door = gateway({
    ...declarations,
    authorizer: declarations.authorizer.value,
    corsOrigins: corsOrigins(env, url),
    localPages: isOwnIssuer,
    isTrustedProxy: trustedProxies(env.TRUSTED_PROXIES),
    now,
    log,
    onAccept: onPhase && (() => onPhase("accept")),
  });
  // With an issuer of the operator's, nobody would accept the local issuer's tokens.
  if (isOwnIssuer) issuer.mount(door, makeAdministrator);
  mountDocs(door);
  const console = mountConsole(door, {
    env,
    issuer: isOwnIssuer ? issuer : undefined,
    objectStore: config.FILES_ENDPOINT!,
  });
  mountHome(door, isOwnIssuer ? issuer : undefined);
  api.answer(getRequestListener(door.fetch, { overrideGlobalObjects: false }));
  // The engine starts first, because the bus delivers to it whatever an earlier process left in the queues.
  await engine.start();
  await bus.start();
  const elsewhere = embedded ? undefined : await runElsewhere();
  incoming?.start();

  /** The authorizer creates the account, as it does with the first request of a new person; then the account gets the role. */
  async function makeAdministrator({ email }: { email?: string }, token: string): Promise<void> {
    const identitySource = [`Bearer ${token}`];
    await declarations.authorizer.value({ version: "2.0", type: "REQUEST", identitySource });
    const { setRole } = await import("./admin.ts");
    if (email !== undefined) await setRole(database, email, "admin");
  }

  async function runElsewhere() {
    const { workflowsElsewhere } = await import("./elsewhere.ts");
    const workflows = declarations.serves.flatMap(({ value }) => value.workflows);
    return workflowsElsewhere({ apps, config, database, workflows, log, progress });
  }

  return {
    url,
    database,
    bus,
    engine,
    issuer,
    console,
    config,
    declarations,
    registered: elsewhere?.registered ?? Promise.resolve(),
    async settled() {
      // An event may start a workflow and a workflow may emit an event, so both must be idle at once.
      do {
        await bus.idle();
        await (elsewhere ?? engine).idle();
      } while (!(await isIdle(bus)));
    },
    async stop() {
      model?.stop();
      await incoming?.stop();
      ownClient?.close();
      await Promise.all([elsewhere?.stop(), api.close(), bus.stop(), engine.stop()]);
      await aws.close();
      await objects.stop();
      await store.close();
    },
  };
}

/** Wraps `run` so that each call awaits `first` before it. */
function after<A extends unknown[], R>(
  first: (() => void | Promise<void>) | undefined,
  run: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  if (!first) return run;
  return async (...args) => {
    await first();
    return run(...args);
  };
}

/** The queue in front of a consumer. */
function consumerTarget(consumer: LazyDeclarations["consumers"][number]["value"]) {
  return {
    name: queueName(consumer.id),
    batchSize: consumer.batchSize,
    maxReceiveCount: MAX_RECEIVES,
    timeoutMs: consumer.timeoutSeconds * 1000,
    // Six times the function's timeout is what AWS recommends for a queue that a Lambda reads.
    visibilityTimeoutMs: consumer.timeoutSeconds * 6_000,
    handler: consumer,
  };
}

/** Makes a handler for a failed start: it closes what already listens and throws the original error. */
const closing =
  (...listening: Listening[]) =>
  async (reason: unknown): Promise<never> => {
    await Promise.all(listening.map((one) => one.close()));
    throw reason;
  };

async function isIdle(bus: Bus): Promise<boolean> {
  return (await bus.queues.depths()).every((queue) => queue.visible === 0 && queue.inFlight === 0);
}

const corsOrigins = (env: Config, url: string) =>
  env.CORS_ORIGINS
    ? env.CORS_ORIGINS.split(",").map((one) => one.trim())
    : [url, url.replace("localhost", "127.0.0.1")];
