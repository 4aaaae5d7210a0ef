/**
 * Limits of AWS that a growing product reaches, checked in the finished templates, because a deployment would fail half-way.
 * Limits that AWS raises on request are marked as quotas.
 */
export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

export interface Template {
  Resources?: Record<string, Resource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
  Conditions?: Record<string, unknown>;
}

/** One sentence for each limit that a template breaks. */
export function brokenLimits(stack: string, template: Template, bytes: number): string[] {
  const resources = Object.entries(template.Resources ?? {});
  const broken: string[] = [];
  const most = (what: string, count: number, limit: number) => {
    if (count > limit)
      broken.push(
        `The stack ${stack} has ${count.toLocaleString("en")} ${what}; AWS takes ${limit.toLocaleString("en")}.`,
      );
  };
  most("resources", resources.length, 500);
  most("bytes of template", bytes, 1_000_000);
  most("parameters", Object.keys(template.Parameters ?? {}).length, 200);
  most("outputs", Object.keys(template.Outputs ?? {}).length, 200);
  const countOf = (type: string) => resources.filter(([, one]) => one.Type === type).length;
  // A stack has at most one API.
  most("integrations in its HTTP API", countOf("AWS::ApiGatewayV2::Integration"), 300);
  most("routes in its HTTP API (a quota)", countOf("AWS::ApiGatewayV2::Route"), 300);
  most("authorizers in its HTTP API (a quota)", countOf("AWS::ApiGatewayV2::Authorizer"), 10);
  for (const [id, { Type, Properties = {} }] of resources) {
    const check = checks[Type];
    if (check) broken.push(...check(Properties).map((sentence) => `${id} in the stack ${stack}: ${sentence}`));
  }
  return broken;
}

/** One sentence for each limit that the stacks of a stage break together, if the account has no other stages. */
export function brokenLimitsOfAll(templates: readonly Template[]): string[] {
  const resources = templates.flatMap(({ Resources = {} }) => Object.values(Resources));
  const of = (type: string) => resources.filter((one) => one.Type === type);
  const rules = Map.groupBy(of("AWS::Events::Rule"), ({ Properties }) => JSON.stringify(Properties?.EventBusName));
  const counts: [what: string, count: number, limit: number][] = [
    ...[...rules.values()].map((ones): [string, number, number] => ["rules on one bus (a quota)", ones.length, 300]),
    ["IAM roles (a quota)", of("AWS::IAM::Role").length, 1_000],
    ["HTTP APIs", of("AWS::ApiGatewayV2::Api").length, 600],
    ["alarms (a quota)", of("AWS::CloudWatch::Alarm").length, 5_000],
  ];
  return counts
    .filter(([, count, limit]) => count > limit)
    .map(
      ([what, count, limit]) =>
        `The stage has ${count.toLocaleString("en")} ${what}; AWS takes ${limit.toLocaleString("en")}.`,
    );
}

type Properties = Record<string, unknown>;

const checks: Record<string, (properties: Properties) => string[]> = {
  "AWS::Lambda::Function": ({ FunctionName, Timeout, Environment }) => [
    ...longest("the name of a function", FunctionName, 64),
    ...atMost("the timeout of a function in seconds", Timeout, 900),
    ...longest("the environment of a function", (Environment as Properties | undefined)?.Variables, 4_096),
  ],
  "AWS::Lambda::EventSourceMapping": ({ BatchSize, MaximumBatchingWindowInSeconds: window }) => [
    ...(window ? [] : atMost("the batch size of a queue without a window", BatchSize, 10)),
    ...atMost("the batch size of a queue", BatchSize, 10_000),
    ...atMost("the window of a batch in seconds", window, 300),
  ],
  "AWS::SQS::Queue": ({ QueueName, VisibilityTimeout }) => [
    ...longest("the name of a queue", QueueName, 80),
    ...atMost("the visibility timeout of a queue in seconds", VisibilityTimeout, 43_200),
  ],
  "AWS::SQS::QueuePolicy": ({ PolicyDocument }) => longest("the policy of a queue", PolicyDocument, 8_192),
  "AWS::Events::Rule": ({ Name, EventPattern, Targets }) => [
    ...longest("the name of a rule", Name, 64),
    ...longest("an event pattern (a quota)", EventPattern, 2_048),
    ...atMost("the number of targets of a rule (a quota)", (Targets as unknown[]).length, 5),
  ],
  "AWS::Scheduler::Schedule": ({ Name }) => longest("the name of a schedule", Name, 64),
  "AWS::IAM::Role": ({ Policies, AssumeRolePolicyDocument }) => [
    ...longest("the policies of a role", Policies, 10_240),
    ...longest("the trust policy of a role (a quota)", AssumeRolePolicyDocument, 2_048),
  ],
  "AWS::SNS::Topic": ({ TopicName }) => longest("the name of a topic", TopicName, 256),
  "AWS::S3::Bucket": ({ BucketName }) => longest("the name of a bucket", BucketName, 63),
  "AWS::CloudFront::Distribution": ({ DistributionConfig }) => {
    const { CacheBehaviors = [], Origins = [] } = DistributionConfig as Record<string, unknown[]>;
    return [
      ...atMost("the number of cache behaviours of a distribution (a quota)", CacheBehaviors.length + 1, 75),
      ...atMost("the number of origins of a distribution (a quota)", Origins.length, 100),
    ];
  },
};

function longest(what: string, value: unknown, limit: number): string[] {
  if (value === undefined) return [];
  return atMost(`the length of ${what}`, resolvedLength(value), limit);
}

function atMost(what: string, value: unknown, limit: number): string[] {
  if (typeof value !== "number" || value <= limit) return [];
  return [`${what} is ${value.toLocaleString("en")}, and AWS takes ${limit.toLocaleString("en")}.`];
}

/** The length of a value after CloudFormation has resolved it; an unknown value counts like the ARN of a function. */
function resolvedLength(value: unknown): number {
  const resolved = resolve(value);
  return typeof resolved === "string" ? resolved.length : JSON.stringify(resolved).length;
}

const PSEUDO: Record<string, string> = {
  "AWS::Partition": "aws",
  "AWS::Region": "ap-southeast-2",
  "AWS::AccountId": "0".repeat(12),
  "AWS::URLSuffix": "amazonaws.com",
};
const UNKNOWN = `arn:aws:lambda:ap-southeast-2:${"0".repeat(12)}:function:${"x".repeat(64)}`;

function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== "object" || value === null) return value;
  const [[key, operand] = [], ...more] = Object.entries(value);
  if (key === "Fn::Join" && more.length === 0) {
    const [separator, parts] = operand as [string, unknown[]];
    return parts.map((part) => String(resolve(part))).join(separator);
  }
  if (key === "Ref" && more.length === 0) return PSEUDO[operand as string] ?? UNKNOWN;
  if (key?.startsWith("Fn::") && more.length === 0) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner)]));
}
