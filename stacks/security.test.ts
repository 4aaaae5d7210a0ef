/** Permissions, protection against data loss, and confidentiality of the stacks. */
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import type { Use } from "#cloud/uses";
import { INCOMING, isOwnMail } from "#core/ingest/mail-store";
import { discoverPillars, type KnownPillar } from "#testing/known-pillars";
import { slow } from "#testing/slow";
import { projectRoot } from "../packages/contract/discover.ts";
import type { Place } from "../packages/contract/manifest.ts";
import { mailFolders } from "./build.ts";
import { embedderPlace } from "./embedder.ts";
import {
  allows,
  everyKind,
  list,
  manifest,
  namesOf,
  type Placed,
  type Statement,
  stacksOf,
  statementsOf,
} from "./templates.fixture.ts";

/** Accepted wildcards by action and resource, each with the reason why there is no smaller grant. */
const REASONS: [action: RegExp, resource: RegExp, reason: string][] = [
  [/^xray:Put/, /^\*$/, "X-Ray has no resources that a policy could name"],
  [/^s3:GetObject$/, /:::lifeos-\w+-mail-[\w-]+\/(incoming|raw)\/\*$/, "messages are named when they come"],
  [/^s3:PutObject$/, /:::lifeos-\w+-mail-[\w-]+\/raw\/\*$/, "messages are named when they come"],
  [/^s3:PutObject$/, /^\{Mail\.Arn\}\/incoming\/\*$/, "SES names the messages that it puts there"],
  [/^sqs:SendMessage$/, /:lifeos-[a-z0-9]+-[a-z]+-\*$/, "a role has no room for the names of all queues"],
  [/^sqs:(Receive|Delete)Message$/, /:lifeos-[a-z0-9]+-[a-z]+-\*-dead$/, "nor for those of dead letters"],
  [/^sqs:GetQueueAttributes$/, /:lifeos-[a-z0-9]+-[a-z]+-\*-dead$/, "nor for those of dead letters"],
  [
    /^lambda:InvokeFunction$/,
    /:function:lifeos-[a-z0-9]+-[a-z]+(-(sync|plaid))?(-schedules)?-\*$/,
    "nor for those of all functions",
  ],
];

/** Parts of other resources, and the few resources without tags in CloudFormation. */
const WITHOUT_TAGS = new Set([
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::CloudFront::ResponseHeadersPolicy",
  "AWS::Events::Archive",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Permission",
  "AWS::Lambda::Url",
  "AWS::Logs::MetricFilter",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Subscription",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::Schedule",
]);

const places: (Place & { uses?: readonly Use[] })[] = [
  ...manifest.endpoints,
  ...manifest.streams,
  ...manifest.consumers,
  ...manifest.schedules,
  ...manifest.serves,
  manifest.authorizer,
];

describe.each(everyKind)("a stage of kind %s", (kind) => {
  const stacks = stacksOf(kind);
  const { of, stage, templates } = stacks;
  const documents = everyPolicy();

  it("allows wildcards in actions and resources only for a stated reason", () => {
    const unexplained = documents
      .flatMap(({ statements }) => statements)
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => list(Resource).map((resource) => ({ action, resource }))),
      )
      .filter(({ action, resource }) => action.includes("*") || resource.includes("*"))
      .filter(({ action, resource }) => !REASONS.some(([a, r]) => a.test(action) && r.test(resource)));
    expect(unexplained).toEqual([]);
    expect(documents.length).toBeGreaterThan(50);
    expect(of("AWS::IAM::Policy").concat(of("AWS::IAM::ManagedPolicy"))).toEqual([]);
    for (const { properties } of of("AWS::IAM::Role")) expect(properties.ManagedPolicyArns).toBeUndefined();
  });

  it("gives public access only to the function URLs, and no further", () => {
    const open = documents
      .flatMap(({ statements }) => statements)
      .filter(({ Effect, Principal }) => Effect === "Allow" && Principal === "*");
    expect(open).toEqual([]);
    for (const { properties } of of("AWS::Lambda::Permission")) {
      expect(properties.Principal).toBe("*");
      expect(properties.FunctionUrlAuthType === "NONE" || properties.InvokedViaFunctionUrl === true).toBe(true);
    }
    expect(of("AWS::Lambda::Permission")).toHaveLength((manifest.serves.length + manifest.streams.length) * 2);
  });

  it("gives a handler exactly the permissions of its declaration", () => {
    for (const place of places) {
      const { uses = [] } = place;
      const granted = statementsOf(stacks, functionOf(place)).filter(({ Effect }) => Effect === "Allow");
      const actions = granted.flatMap(({ Action }) => Action);
      expect([place.name, actions.includes("s3:GetObject")]).toEqual([place.name, uses.includes("mail")]);
      const sends = granted.filter(({ Action, Resource }) => {
        const toConsumers = list(Resource).some((one) => one.includes(":sqs:"));
        return Action.includes("sqs:SendMessage") && toConsumers;
      });
      expect([place.name, sends.length > 0]).toEqual([place.name, uses.includes("queues")]);
      expect(actions).toContain("secretsmanager:GetSecretValue");
      expect([place.name, actions.includes("lambda:InvokeFunction")]).toEqual([
        place.name,
        uses.includes("embeddings"),
      ]);
    }
  });

  it("lets the function of the model write its logs and traces, and nothing else", () => {
    const actions = statementsOf(stacks, functionOf(embedderPlace)).flatMap(({ Action }) => Action);
    expect(actions.toSorted()).toEqual([
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]);
  });

  it("lets redrives send to every consumer's queue, and to no dead-letter queue", () => {
    const queues = of("AWS::SQS::Queue");
    for (const place of places.filter(({ uses = [] }) => uses.includes("queues"))) {
      const statements = statementsOf(stacks, functionOf(place));
      for (const queue of queues) {
        const name = String(queue.properties.QueueName);
        const isSent = allows(statements, "sqs:SendMessage", namesOf(queue, "sqs"));
        expect([place.name, name, isSent]).toEqual([place.name, name, !name.endsWith("-dead")]);
      }
    }
  });

  it("lets an API call its own functions and the authorizer, and none of another pillar", () => {
    const functions = of("AWS::Lambda::Function");
    for (const integration of of("AWS::ApiGatewayV2::Integration")) {
      const { stack, properties } = integration;
      const called = functions.find((one) => one.stack === stack && properties.IntegrationUri === `{${one.id}.Arn}`)!;
      expect(mayInvoke(integration, called)).toBe(true);
    }
    const ofEachApi = Map.groupBy(of("AWS::ApiGatewayV2::Integration"), ({ stack }) => stack);
    for (const [pillar, [integration]] of ofEachApi) {
      const others = functions.filter((one) => one.stack !== "authorizer" && pillarOfFunction(one) !== pillar);
      const called = others.filter((one) => mayInvoke(integration!, one));
      expect([pillar, called.map(({ properties }) => properties.Description)]).toEqual([pillar, []]);
    }
    for (const { stack, properties } of of("AWS::ApiGatewayV2::Authorizer")) {
      const role = { stack, properties: { Role: properties.AuthorizerCredentialsArn } };
      const called = statementsOf(stacks, role).flatMap(({ Resource }) => list(Resource));
      expect(called.filter((one) => String(properties.AuthorizerUri).includes(`/${one}/`))).toHaveLength(1);
    }
    for (const schedule of of("AWS::Scheduler::Schedule")) {
      const target = schedule.properties.Target as { Arn: string; RoleArn: string; DeadLetterConfig: { Arn: string } };
      const scheduler: Placed = { ...schedule, properties: { ...target } };
      const handler = functions.find((one) => one.stack === "schedules" && target.Arn === `{${one.id}.Arn}`)!;
      expect(mayInvoke(scheduler, handler)).toBe(true);
      expect(allows(statementsOf(stacks, scheduler), "sqs:SendMessage", [target.DeadLetterConfig.Arn])).toBe(true);
    }
  });

  it("lets a function receive only from its own queues", () => {
    for (const place of places) {
      const handler = functionOf(place);
      const given = of("AWS::Lambda::EventSourceMapping").filter(({ properties: { FunctionName } }) =>
        [`{${handler.id}}`, handler.properties.FunctionName].includes(FunctionName as string),
      );
      const statements = statementsOf(stacks, handler);
      const read = of("AWS::SQS::Queue").filter((queue) => {
        const [arn, reference] = namesOf(queue, "sqs") as [string, string];
        // A reference is valid in its own template only.
        return allows(statements, "sqs:ReceiveMessage", queue.stack === handler.stack ? [arn, reference] : [arn]);
      });
      const sources = given.map(({ stack, properties }) => `${stack} ${properties.EventSourceArn}`);
      expect([place.name, read.map(({ stack, id }) => `${stack} {${id}.Arn}`).toSorted()]).toEqual([
        place.name,
        sources.toSorted(),
      ]);
    }
  });

  it("has a dead-letter queue for every other queue", () => {
    const queues = of("AWS::SQS::Queue");
    const dead = new Set(
      queues.map(({ stack, properties }) => {
        const policy = properties.RedrivePolicy as { deadLetterTargetArn: string } | undefined;
        return `${stack} ${policy?.deadLetterTargetArn}`;
      }),
    );
    for (const { stack, properties } of of("AWS::Scheduler::Schedule"))
      dead.add(`${stack} ${(properties.Target as { DeadLetterConfig: { Arn: string } }).DeadLetterConfig.Arn}`);
    for (const { stack, id, properties } of queues) {
      expect([id, properties.RedrivePolicy !== undefined || dead.has(`${stack} {${id}.Arn}`)]).toEqual([id, true]);
      expect(properties.SqsManagedSseEnabled).toBe(true);
    }
  });

  it("gives every function a timeout, memory, tracing, and logs that expire", () => {
    for (const { id, stack, properties } of of("AWS::Lambda::Function")) {
      expect([id, properties]).toEqual([
        id,
        expect.objectContaining({
          Timeout: expect.any(Number),
          MemorySize: expect.any(Number),
          TracingConfig: { Mode: "Active" },
          LoggingConfig: expect.objectContaining({ LogGroup: "{Logs}" }),
        }),
      ]);
      const [group] = of("AWS::Logs::LogGroup", stack).filter((one) => one.id === "Logs");
      const days = { dev: 7, staging: 30, prod: 365 }[kind];
      expect(group!.properties.RetentionInDays).toBe(days);
    }
    for (const { properties } of of("AWS::Logs::LogGroup")) expect(properties.RetentionInDays).toBeDefined();
  });

  it("retains the data of production when a stack is deleted, and of no other stage", () => {
    const data = ["AWS::S3::Bucket", "AWS::Logs::LogGroup", "AWS::Events::Archive"].flatMap((type) => of(type));
    expect(data.length).toBeGreaterThan(10);
    for (const one of data as (Placed & { DeletionPolicy?: string; UpdateReplacePolicy?: string })[]) {
      expect([one.id, one.DeletionPolicy]).toEqual([one.id, kind === "prod" ? "Retain" : "Delete"]);
      expect(one.UpdateReplacePolicy).toBe(one.DeletionPolicy);
    }
  });

  it("has no secret in a template: their document is a parameter, and values are looked up", () => {
    const secret = /password|secret|token|private|signing|encryption|api_?key|database_url|postgres(ql)?:\/\//i;
    for (const { id, properties } of of("AWS::Lambda::Function")) {
      const { Variables } = properties.Environment as { Variables: Record<string, string> };
      for (const [name, value] of Object.entries(Variables)) {
        if (name === "LIFEOS_SECRETS_ARN" || name === "LIFEOS_SECRETS_VERSION")
          expect([id, value]).toEqual([id, expect.stringMatching(/^\{Secrets(Arn|Version)\}$/)]);
        else expect([id, name, secret.test(`${name} ${value}`)]).toEqual([id, name, false]);
      }
    }
    for (const { properties } of of("AWS::CloudFront::Distribution")) {
      const { Origins } = properties.DistributionConfig as {
        Origins: { Id: string; OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[] }[];
      };
      for (const { Id, OriginCustomHeaders = [] } of Origins) {
        expect([Id, OriginCustomHeaders]).toEqual([
          Id,
          Id === "console"
            ? []
            : [
                {
                  HeaderName: "x-origin-secret",
                  HeaderValue: "{{resolve:secretsmanager:{SecretsArn}:SecretString:ORIGIN_SECRET::{SecretsVersion}}}",
                },
              ],
        ]);
      }
    }
    for (const template of Object.values(templates))
      for (const [name, { Default = "" }] of Object.entries(template.Parameters ?? {}))
        expect([name, Default]).toEqual([name, expect.stringMatching(/^(development)?$/)]);
  });

  it("protects mail from requests without TLS and from public access, and deletes it with its row", () => {
    const [bucket] = of("AWS::S3::Bucket");
    expect(bucket!.properties).toMatchObject({
      BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    const { Rules } = bucket!.properties.LifecycleConfiguration as {
      Rules: { Prefix?: string; ExpirationInDays?: number }[];
    };
    expect(Rules.find(({ Prefix }) => Prefix === mailFolders.kept)?.ExpirationInDays).toBe(90);
    const guarded = [...of("AWS::S3::BucketPolicy"), ...of("AWS::SQS::QueuePolicy")];
    expect(guarded).toHaveLength(1 + of("AWS::SQS::Queue").length);
    for (const { properties } of guarded) {
      const { Statement: statements } = properties.PolicyDocument as { Statement: Statement[] };
      expect(statements).toContainEqual(
        expect.objectContaining({
          Effect: "Deny",
          Principal: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      );
    }
  });

  it("tags every resource that can be tagged", () => {
    const untagged = Object.values(templates)
      .flatMap(({ Resources = {} }) => Object.values(Resources))
      .filter(({ Type, Properties }) => {
        const tags = Properties?.Tags ?? {};
        const named = Array.isArray(tags)
          ? Object.fromEntries((tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]))
          : (tags as Record<string, string>);
        return !WITHOUT_TAGS.has(Type) && (named.app !== "lifeos" || named.stage !== stage.name);
      });
    expect(untagged.map(({ Type }) => Type)).toEqual([]);
  });

  it("has no name collisions between stages of any kind, nor within one", () => {
    const names = givenNamesOf(stage.name);
    expect(names.length).toBeGreaterThan(200);
    expect(new Set(names.map((name) => name.join(" "))).size).toBe(names.length);
    for (const [type, name] of names) expect([type, name]).toEqual([type, expect.stringContaining(stage.name)]);
  });

  function functionOf({ name }: Place): Placed {
    return of("AWS::Lambda::Function").find(({ properties }) => properties.Description === name)!;
  }

  function mayInvoke(caller: Placed, handler: Placed): boolean {
    return allows(statementsOf(stacks, caller), "lambda:InvokeFunction", namesOf(handler, "lambda").slice(0, 1));
  }

  /** The pillar of a function. Schedules and readers of dead letters are in other stacks, but have names of their pillars. */
  function pillarOfFunction({ properties }: Placed): string {
    return String(properties.Description).split(".", 1)[0]!;
  }

  function everyPolicy(): { id: string; statements: Statement[] }[] {
    const found: { id: string; statements: Statement[] }[] = [];
    const walk = (id: string, value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      const { Statement } = value as { Statement?: Statement[] };
      if (Array.isArray(Statement)) found.push({ id, statements: Statement });
      else for (const inner of Object.values(value)) walk(id, inner);
    };
    for (const id of Object.keys(templates))
      for (const type of new Set(Object.values(templates[id]!.Resources!).map((one) => one.Type)))
        for (const one of of(type, id)) walk(`${id} ${one.id}`, one.properties);
    return found;
  }

  /** Every name that is not chosen by CloudFormation, with the type that it must be unique for. */
  function givenNamesOf(stageName: string): [type: string, name: string][] {
    const given: Record<string, string> = {
      "AWS::Lambda::Function": "FunctionName",
      "AWS::SQS::Queue": "QueueName",
      "AWS::Events::Rule": "Name",
      "AWS::Events::EventBus": "Name",
      "AWS::Events::Archive": "ArchiveName",
      "AWS::Scheduler::ScheduleGroup": "Name",
      "AWS::Logs::LogGroup": "LogGroupName",
      "AWS::S3::Bucket": "BucketName",
      "AWS::CloudFront::Function": "Name",
      "AWS::CloudWatch::Alarm": "AlarmName",
      "AWS::CloudWatch::Dashboard": "DashboardName",
      "AWS::SNS::Topic": "TopicName",
      "AWS::WAFv2::WebACL": "Name",
      "AWS::IAM::Role": "RoleName",
    };
    const resources = Object.entries(given).flatMap(([type, property]) =>
      of(type).flatMap(({ properties }): [string, string][] =>
        properties[property] === undefined ? [] : [[type, String(properties[property])]],
      ),
    );
    const exported = Object.values(templates).flatMap(({ Outputs = {} }) =>
      Object.values(Outputs).flatMap(({ Export }): [string, string][] =>
        Export ? [["export", String(Export.Name)]] : [],
      ),
    );
    const stackNames = stacks.stacks.map(({ stackName }): [string, string] => ["stack", stackName]);
    return [...resources, ...exported, ...stackNames].filter(([, name]) => name !== stageName);
  }
});

it("uses the folder names of the mail store", () => {
  expect(mailFolders.incoming).toBe(INCOMING);
  expect(isOwnMail("anna", `${mailFolders.kept}anna/one.eml`)).toBe(true);
});

/**
 * A handler that uses an undeclared permission would fail only in production. A pillar's testing.ts names its modules that need one,
 * and what imports such a module without using it.
 */
slow("has a declaration for every use of a permission, by the modules that each file imports", async () => {
  const pillars = await discoverPillars();
  const needs = Object.entries(Object.assign({}, ...pillars.map((one) => one.uses)) as Record<string, Use>);
  const importsOnly: NonNullable<KnownPillar["importsOnly"]> = Object.assign(
    {},
    ...pillars.map((one) => one.importsOnly),
  );
  expect(needs.length).toBeGreaterThan(0);
  const files = [...new Set(places.map(({ file }) => file))];
  const { metafile } = await build({
    entryPoints: files,
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir: "out",
    logLevel: "error",
  });
  const loaded = new Set(Object.keys(metafile.inputs));
  expect(needs.filter(([module]) => !loaded.has(module))).toEqual([]);
  expect(Object.keys(importsOnly).filter((file) => !files.includes(file))).toEqual([]);
  for (const { entryPoint, inputs } of Object.values(metafile.outputs)) {
    if (!entryPoint) continue;
    const reached = needs.filter(([module]) => module in inputs).map(([, use]) => use);
    const declared = places.filter(({ file }) => file === entryPoint).flatMap(({ uses = [] }) => uses);
    const excused = importsOnly[entryPoint]?.use ?? [];
    const accounted = new Set([declared, excused].flat());
    expect([entryPoint, [...accounted].toSorted()]).toEqual([entryPoint, [...new Set(reached)].toSorted()]);
  }
});
