/**
 * Artifacts as they are deployed: how large they are, and that they do what their declarations say. Some runs of all tests bundle a few
 * of them, which the seed chooses; `npm run prove -- bundles` bundles all.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readApart } from "#cloud/apart";
import type { HttpResult } from "#cloud/lambda";
import { MealLogged } from "#core/health/events";
import { pdfTextBounds } from "#core/ingest/pdf-text";
import type { EventDeclaration } from "#kit/event";
import { SIGNATURE_HEADER, signatureOf } from "#local/engine/signature";
import { type AwsStandIn, awsStandIn } from "#testing/aws";
import { serverDb } from "#testing/database";
import { type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { discoverPillars } from "#testing/known-pillars";
import {
  apiGatewayEvent,
  authorizerEvent,
  eventBridgeEvent,
  functionUrlEvent,
  schedulerEvent,
  sqsEvent,
} from "#testing/lambda-events";
import { type LambdaProcess, lambdaProcess } from "#testing/lambda-process";
import { plainEmail, textPdf } from "#testing/mail";
import { type NeonStandIn, neonStandIn } from "#testing/neon";
import { isHeldInTurn, isWhole, someOf } from "#testing/sampled";
import { jsonOf, pathParameters, type Walk, walk } from "#testing/walk";
import type { Artifact } from "../../scripts/build/artifact.ts";
import { bundle } from "../../scripts/build/bundle.ts";
import { type Declarations, discover, type Found } from "./discover.ts";
import { exampleOf } from "./example.ts";
import { manifestOf } from "./manifest.ts";
import { openapiOf } from "./openapi.ts";

const SIGNING_KEY = "signkey-test-00";
const KB = 1_000;
const INBOUND_DOMAIN = "in.example.com";
const MAIL_BUCKET = "mail";

/** Bundled always: tests of single artifacts are about them. */
const ALWAYS = ["functions/health/meals.ts", "functions/identity/api-keys.ts", "functions/serve/intake.ts"];

const isSkipped = !isWhole("bundles") && !inject("hasNamedFiles") && !isHeldInTurn("artifacts");

let folder: string;
/** Of what is bundled. */
let declarations: Declarations;
let artifacts: Artifact[];
let aws: AwsStandIn;
let neon: NeonStandIn;
let life: Harness;
let sweep: Walk;
let lambdas: LambdaProcess;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lifeos-bundles-"));
  declarations = someOfAll(await discover());
  const [made, open, database, services] = await Promise.all([
    bundle(folder, manifestOf(declarations)),
    serverDb(),
    neonStandIn(),
    awsStandIn(),
  ]);
  artifacts = made;
  neon = database;
  aws = services;
  const common = { INBOUND_DOMAIN, INNGEST_BASE_URL: `${aws.url}/` };
  // The artifacts have the time of the machine, so what comes before a request has it, too.
  life = await harness(open, { config: common, now: new Date() });
  sweep = await walk(life);
  // All secrets come from Secrets Manager, as in production.
  aws.secrets = {
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    DATABASE_URL: open.url,
    ENCRYPTION_KEYS: life.config.ENCRYPTION_KEYS,
    ...common,
    OIDC_ISSUERS: "[]",
  };
  lambdas = lambdaProcess({
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKID",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "token",
    LIFEOS_SECRETS_ARN: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:lifeos-test",
    LIFEOS_SECRETS_VERSION: "1",
    SECRETS_MANAGER_ENDPOINT: aws.url,
    EVENTBRIDGE_ENDPOINT: aws.url,
    EVENT_BUS_NAME: "lifeos-test",
    S3_ENDPOINT: aws.url,
    S3_REGION: "eu-central-1",
    MAIL_BUCKET,
    FILES_ENDPOINT: "http://127.0.0.1:1",
    FILES_REGION: "eu-central-1",
    FILES_BUCKET: "files",
    FILES_ACCESS_KEY_ID: "nobody",
    FILES_SECRET_ACCESS_KEY: "nobody",
    DATABASE_HTTP_ENDPOINT: neon.endpoint,
    LOG_LEVEL: "warn",
  });
});
afterAll(async () => {
  lambdas?.stop();
  await life?.close();
  await neon?.close();
  await aws?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** What the files declare that are bundled. */
function someOfAll(all: Declarations): Declarations {
  const kinds = ["endpoints", "streams", "consumers", "schedules", "serves"] as const;
  const files = [...new Set(kinds.flatMap((kind) => all[kind].map(({ file }) => file)))];
  const bundled = new Set([...ALWAYS, ...someOf("bundles", files, 1)]);
  const of = <T extends { file: string }>(some: T[]) => some.filter(({ file }) => bundled.has(file));
  return {
    ...all,
    endpoints: of(all.endpoints),
    streams: of(all.streams),
    consumers: of(all.consumers),
    schedules: of(all.schedules),
    serves: of(all.serves),
  };
}

const artifactOf = (file: string) => artifacts.find(({ source }) => source === file)!;
const invoke = ({ file, exportName }: Pick<Found<unknown>, "file" | "exportName">, event: unknown) =>
  lambdas.invoke(artifactOf(file).file, exportName, event);

function call(found: Walk["endpoints"][number], { as, ...request }: CallOptions): Promise<HttpResult> {
  const { method, path: route } = found.value;
  const identity = as && { userId: as.userId, role: as.role, tier: as.tier, scopes: "" };
  return invoke(found, apiGatewayEvent({ ...request, method, route, identity })) as Promise<HttpResult>;
}

/** A call with Inngest's signature; unsigned ones are refused. */
const signed = (body: object, headers: Record<string, string>) => ({
  body,
  headers: { ...headers, [SIGNATURE_HEADER]: signatureOf(JSON.stringify(body), SIGNING_KEY) },
});

describe.skipIf(isSkipped)("the size of artifacts", () => {
  const endpointsOnly = ({ exports }: Artifact) => exports.every(({ kind }) => kind === "endpoint");
  // Larger limits are declared beside the resource, with the reason.
  const budgetOf = ({ name, exports }: Artifact) =>
    (sweep.known.resources.get(name.replace("/", "."))?.bundle?.kilobytes ??
      (exports.some(({ method }) => method === "GET") ? 138 : 160)) * KB;

  it("is at most 138 KB for reading endpoints, 160 KB for writing ones, and more where languages are parsed", () => {
    const worst = artifacts.filter(endpointsOnly).sort((a, b) => b.bytes / budgetOf(b) - a.bytes / budgetOf(a));
    const lines = worst
      .slice(0, 5)
      .map((one) => `${one.name} ${one.bytes / KB} of ${budgetOf(one) / KB} KB: ${largestIn(one)}`);
    console.log(`largest endpoint artifacts\n  ${lines.join("\n  ")}`);
    expect(worst.filter((one) => one.bytes > budgetOf(one)).map(({ name, bytes }) => `${name} ${bytes}`)).toEqual([]);
  });

  it("has no SDK, no language but English and nothing of the local cloud, where there are endpoints", () => {
    const unwanted =
      /@aws-sdk|@smithy|node_modules\/(inngest|pg|undici)\/|zod\/v4\/locales\/(?!en\.)|packages\/(local|testing|contract)\//;
    const found = artifacts
      .filter(({ exports }) => exports.some(({ kind }) => kind === "endpoint"))
      .flatMap(({ name, inputs }) =>
        Object.keys(inputs)
          .filter((input) => unwanted.test(input))
          .map((input) => `${name}: ${input}`),
      );
    expect(found).toEqual([]);
  });

  it("has no SDK of AWS, for any purpose", () => {
    const inputs = artifacts.flatMap((one) => Object.keys(one.inputs).map((input) => `${one.name}: ${input}`));
    expect(inputs.filter((input) => /node_modules\/(@aws-sdk|@smithy)\//.test(input))).toEqual([]);
  });

  it("has nothing that only tests or the API reference need", () => {
    const isBeside = (file: string) => /(^|\/|\.)(testing|says)\.ts$|^packages\/(testing|contract)\//.test(file);
    const carried = artifacts.map(({ name, inputs }) => [name, Object.keys(inputs).filter(isBeside)] as const);
    expect(carried.filter(([, files]) => files.length > 0)).toEqual([]);
  });

  it("has no tables that only migrations need", () => {
    const { inputs } = artifacts.find(({ name }) => name === "health/meals")!;
    // A meal refers to these tables; only migrations need them.
    expect(Object.keys(inputs).filter((input) => /recipes\.sql|calendar\.sql|dialect\.js/.test(input))).toEqual([]);
  });

  function largestIn({ inputs }: Artifact): string {
    const byPackage = new Map<string, number>();
    for (const [input, bytes] of Object.entries(inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.split("/").slice(0, 3).join("/");
      byPackage.set(name, (byPackage.get(name) ?? 0) + bytes);
    }
    const sorted = [...byPackage].sort((a, b) => b[1] - a[1]).slice(0, 4);
    return sorted.map(([name, bytes]) => `${name} ${(bytes / KB).toFixed(0)}`).join(", ");
  }
});

it.skipIf(isSkipped)("every declaration is the export of an artifact", () => {
  const { endpoints, streams, consumers, schedules, serves, authorizer } = declarations;
  const declared = [...endpoints, ...streams, ...consumers, ...schedules, ...serves, authorizer].map(
    ({ file, exportName }) => `${file} ${exportName}`,
  );
  const exported = artifacts.flatMap(({ source, exports }) => exports.map(({ name }) => `${source} ${name}`));
  expect(exported.sort()).toEqual(declared.sort());
});

describe.skipIf(isSkipped)("an endpoint's artifact", () => {
  type Documented = Record<string, Record<string, { responses: Record<string, { "x-codes"?: string[] }> }>>;
  const anonymous: Record<string, string> = {};
  const wrong: Record<string, string> = {};
  let modules: string[];
  beforeAll(async () => {
    const { paths } = openapiOf(declarations.endpoints) as { paths: Documented };
    const queue = [...declarations.endpoints];
    // A few at once, as many Lambdas would be.
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let found = queue.shift(); found; found = queue.shift()) {
          if (found.value.access !== "public") anonymous[found.name] = await callAnonymously(found).catch(messageOf);
          const problem = await callAsDeclared(found, paths).catch(messageOf);
          if (problem) wrong[found.name] = problem;
        }
      }),
    );
    modules = await lambdas.loaded();
  });

  it("answers anonymous callers with 401", () => {
    const expected = "401 application/problem+json unauthenticated";
    expect(anonymous).toEqual(Object.fromEntries(Object.keys(anonymous).map((name) => [name, expected])));
    expect(Object.keys(anonymous).length).toBeGreaterThan(10);
  });

  it("answers as declared, and creates the rows that it answers", () => {
    expect(wrong).toEqual({});
  });

  it("publishes its events on the bus", () => {
    expect(aws.entries.map(({ Detail }) => JSON.parse(Detail))).toContainEqual(
      expect.objectContaining({ specversion: "1.0", type: "health.meal.logged", subject: expect.any(String) }),
    );
  });

  it("reads Secrets Manager once, signed by its role", () => {
    expect(aws.secretCalls.length).toBeLessThanOrEqual(artifacts.length);
    expect(aws.secretCalls[0]).toMatchObject({
      SecretId: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:lifeos-test",
      VersionId: "1",
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request, .*x-amz-security-token/,
      ),
    });
  });

  it("does not load undici, the most expensive part of a cold start", () => {
    expect(modules).not.toEqual([]);
    expect(modules.filter((name) => name.includes("undici"))).toEqual([]);
  });

  const messageOf = (error: Error) => error.message;

  async function callAnonymously(found: Walk["endpoints"][number]): Promise<string> {
    const params = Object.fromEntries(pathParameters(found.value.path).map((name) => [name, randomUUID()]));
    const { statusCode, headers, body } = await call(found, { params });
    return `${statusCode} ${headers["content-type"]} ${JSON.parse(body!).code}`;
  }

  /** The mistake in the answer to a valid request, if there is one. */
  async function callAsDeclared(found: Walk["endpoints"][number], paths: Documented): Promise<string | undefined> {
    const { spec, path: route, method, access } = found.value;
    // A new person, because a success changes rows that others are tested on.
    const person = await life.user("somebody", { role: access === "admin" ? "admin" : "user" });
    const { statusCode, body } = await call(found, await sweep.request(found, person));
    const expected = spec.status ?? (spec.returns || spec.produces ? 200 : 204);
    if (statusCode === expected)
      return statusCode === 201 && !(await isThere(JSON.parse(body!))) ? `no row: ${body}` : undefined;
    // An operation that cannot succeed here, because a service is missing, must say so as documented, with the same answer as
    // outside of an artifact.
    const again = await life.user("somebody", { role: person.role });
    const { status } = await life.call(found.value, await sweep.request(found, again));
    const codes = paths[route]![method.toLowerCase()]!.responses[statusCode]?.["x-codes"];
    return statusCode === status && codes?.includes(JSON.parse(body!).code)
      ? undefined
      : `${statusCode} and not ${expected}: ${body}`;
  }

  async function isThere({ id }: { id?: string }): Promise<boolean> {
    const tables = await life.database.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'",
    );
    const anywhere = tables.map(({ name }) => `select 1 from ${name} where id = $1`).join(" union all ");
    return id === undefined || (await life.database.query(anywhere, [id])).length > 0;
  }
});

describe.skipIf(isSkipped)("another artifact", () => {
  let anna: Person;
  beforeAll(async () => {
    anna = await life.user("anna");
  });

  it("of a consumer processes its events", async () => {
    const failed: Record<string, unknown> = {};
    for (const found of declarations.consumers) {
      const { id, on } = found.value;
      const bodies = Array.isArray(on) ? on.map(wrapped) : [await special(found.value)];
      const answer = await invoke(found, sqsEvent(id.replaceAll(".", "-"), bodies)).catch((error) => error.message);
      if (JSON.stringify(answer) !== '{"batchItemFailures":[]}') failed[id] = answer;
    }
    expect(failed).toEqual({});
    // Inngest was told, by the one that forwards.
    const triggers = declarations.consumers.map(({ value }) => value.on);
    if (triggers.includes("workflows")) expect(aws.sent).not.toEqual([]);
    const mail = await life.database.query("select subject from inbound_emails where user_id = $1", [anna.userId]);
    const readsMail = triggers.some((on) => typeof on === "object" && "source" in on);
    expect(mail).toEqual(readsMail ? [{ subject: "Hello" }] : []);
  });

  it("of a schedule does its work", async () => {
    const pillars = await discoverPillars();
    const failures: Record<string, string> = Object.assign({}, ...pillars.map((one) => one.schedulesFail));
    for (const found of declarations.schedules) {
      const outcome = invoke(found, schedulerEvent(found.value.id));
      const failure = failures[found.value.id];
      if (failure === undefined) expect(await outcome, found.value.id).toBeUndefined();
      else await expect(outcome, found.value.id).rejects.toThrow(failure);
    }
  });

  it("of a bounded context reports its workflows to Inngest", async () => {
    for (const found of declarations.serves) {
      const { context, workflows } = found.value;
      const { statusCode, body } = (await invoke(found, syncOf(context))) as HttpResult;
      expect(statusCode, body).toBe(200);
      const { app_id: app, functions } = JSON.parse(body!) as { app_id: string; functions: { id: string }[] };
      expect(app).toBe(`lifeos-${context}`);
      for (const { id } of workflows) expect(functions.map((one) => one.id)).toContain(`lifeos-${context}-${id}`);
    }
  });

  const syncOf = (context: string) =>
    functionUrlEvent({
      method: "PUT",
      path: `/workflows/${context}`,
      ...signed(
        { url: `https://example.com/workflows/${context}` },
        { "x-inngest-sync-kind": "in_band", "content-type": "application/json" },
      ),
    });

  it("of a bounded context begins one run of each workflow for an event", async () => {
    for (const found of declarations.serves) {
      const { context, workflows } = found.value;
      for (const { id, on } of workflows) {
        const declared = on.find((trigger) => !("cron" in trigger)) as EventDeclaration | undefined;
        const data = declared && cloudEvent(declared.type, exampleOf(jsonOf(declared.schema)) as object);
        const event = { id: data?.id, name: declared?.type ?? "inngest/scheduled.timer", data, ts: 1_772_452_800_000 };
        const begin = async (run: string) => {
          const call = functionUrlEvent({
            method: "POST",
            path: `/workflows/${context}`,
            query: { fnId: `lifeos-${context}-${id}`, stepId: "step" },
            ...signed(
              {
                version: 2,
                event,
                events: [event],
                steps: {},
                ctx: { run_id: run, attempt: 0, use_api: false, stack: { stack: [], current: 0 } },
              },
              { "x-run-id": run, "content-type": "application/json" },
            ),
          });
          const { statusCode, body } = (await invoke(found, call)) as HttpResult;
          return { statusCode, steps: JSON.parse(body!) };
        };
        // The first step claims the event in the database; no other run gets it.
        const claim = { op: "StepRun", name: "claim" };
        expect(await begin(`${id}-1`), id).toMatchObject({ statusCode: 206, steps: [{ ...claim, data: `${id}-1` }] });
        expect(await begin(`${id}-2`), id).toMatchObject({ statusCode: 206, steps: [{ ...claim, data: null }] });
      }
    }
  });

  it("finds the named exports of Node's own modules also when they are imported on demand", async () => {
    const found = declarations.serves[0]!;
    expect(await invoke(found, syncOf(found.value.context))).toMatchObject({ statusCode: 200 });
    // Inngest's SDK imports AsyncLocalStorage on demand, and only warns when it is missing.
    expect(lambdas.output()).not.toMatch(/is not supported in this runtime|context is disabled/i);
  });

  it("that reads mail includes the program that reads PDFs", async () => {
    const withProgram = artifacts.filter(({ file }) => existsSync(path.join(path.dirname(file), "formats.mjs")));
    const readers = ["ingest/emails", "serve/intake"].filter((reader) => artifacts.some(({ name }) => name === reader));
    expect(withProgram.map(({ name }) => name)).toEqual(readers);
    const program = pathToFileURL(path.join(path.dirname(withProgram[0]!.file), "formats.mjs"));
    const document = textPdf([[{ x: 72, text: "Total 5.00" }]]);
    const limits = { processorMs: 10_000, timeMs: 60_000, memoryBytes: 400_000_000, outputBytes: 10_000 };
    const options = pdfTextBounds;
    expect(await readApart(program, { format: "pdf", document, options }, limits)).toBe("Total 5.00");
  });

  it("that prints has the fonts beside it, with their license", () => {
    const fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVu-LICENSE"];
    const withFonts = artifacts.filter(({ file }) =>
      fonts.every((one) => existsSync(path.join(path.dirname(file), one))),
    );
    const printers = ["finance/pdf", "serve/money"].filter((one) => artifacts.some(({ name }) => name === one));
    expect(withFonts.map(({ name }) => name)).toEqual(printers);
  });

  it("of the authorizer distinguishes a key from a missing and an invalid one", async () => {
    const create = declarations.endpoints.find(({ name }) => name === "identity.api-keys.create")!;
    const { body } = await call(create, { ...(await sweep.request(create, anna)), as: anna });
    const { secret } = JSON.parse(body!) as { secret: string };
    const ask = (header?: string) => invoke(declarations.authorizer, authorizerEvent(header));
    expect(await ask(`Bearer ${secret}`)).toMatchObject({ isAuthorized: true, context: { userId: anna.userId } });
    expect(await ask()).toEqual({ isAuthorized: true, context: { anonymous: true } });
    expect(await ask("Bearer nonsense")).toMatchObject({
      isAuthorized: true,
      context: { anonymous: true, reason: expect.any(String) },
    });
  });

  const cloudEvent = (type: string, payload: object) => ({
    id: randomUUID(),
    source: `lifeos/${type.split(".")[0]}`,
    type,
    specversion: "1.0",
    time: "2026-03-02T12:00:00.000Z",
    datacontenttype: "application/json",
    subject: anna.userId,
    correlationid: randomUUID(),
    data: {
      entityId: randomUUID(),
      entityType: "thing",
      action: "changed",
      actorId: anna.userId,
      changed: [],
      payload,
      metadata: { clientVersion: null, platform: "api" },
    },
  });
  /** An event as the bus delivers it, about a row that does not exist any more. */
  const wrapped = ({ type, schema }: EventDeclaration) => {
    const detail = cloudEvent(type, exampleOf(jsonOf(schema)) as object);
    return eventBridgeEvent({ source: detail.source, type, detail });
  };

  /** The input of a consumer that names no events. */
  async function special({ on }: (typeof declarations.consumers)[number]["value"]): Promise<unknown> {
    if (on === "everything" || on === "workflows" || on === "dead letters") return wrapped(MealLogged);
    const key = "incoming/2026/03/hello.eml";
    const [address] = await life.database.query<{ name: string }>(
      "insert into email_addresses (user_id, local_part, label) values ($1, $2, 'Inbox') returning local_part as name",
      [anna.userId, `anna-${randomUUID().slice(0, 8)}`],
    );
    const to = `${address!.name}@${INBOUND_DOMAIN}`;
    aws.objects.set(
      `/${MAIL_BUCKET}/${key}`,
      Buffer.from(plainEmail({ to, text: "Hello there", date: new Date("2026-03-02T11:30:00Z") })),
    );
    return eventBridgeEvent({
      source: "aws.s3",
      type: "Object Created",
      resources: [`arn:aws:s3:::${MAIL_BUCKET}`],
      detail: {
        version: "0",
        bucket: { name: MAIL_BUCKET },
        object: { key, size: 312, etag: "b10a8db164e0754105b7a99be72e3fe5", sequencer: "00617F08299329D189" },
        "request-id": "N4N7GDK58NMKJ12R",
        requester: "123456789012",
        "source-ip-address": "203.0.113.17",
        reason: "PutObject",
      },
    });
  }
});
