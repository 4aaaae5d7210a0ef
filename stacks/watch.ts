/** Monitoring: alarms that notify one topic, and a dashboard. */
import { CfnAlarm, CfnDashboard } from "aws-cdk-lib/aws-cloudwatch";
import { CfnSubscription, CfnTopic } from "aws-cdk-lib/aws-sns";
import { Aws, CfnCondition, Duration, Fn, type Stack } from "aws-cdk-lib/core";
import { apiIdOutput, type Build, exportNameOf, output, parameter, stackOf } from "./build.ts";
import { type LoggedMetric, modelCost, outboxAge, syncDuration } from "./logged-metrics.ts";
import { namespaceOf } from "./measure.ts";
import { pillarsWithApi } from "./pillar.ts";
import { consumedQueues, deadLetterConsumers, deadQueueNameOf, queueNameOf } from "./queue-names.ts";
import { scheduleDeadQueueNameOf } from "./schedules.ts";
import { functionNameOf, nameOf, pascal } from "./stage.ts";

/** The service level objectives, and how long a violation may go unnoticed. */
const MAX_ERROR_PERCENT = 0.1;
const MAX_P99_MS = 500;
const MAX_QUEUE_AGE_SECONDS = 15 * 60;
const MAX_OUTBOX_AGE_SECONDS = 5 * 60;
const MAX_SYNC_MS = 5 * 60_000;
/** Whoever spends more on models than this in a month hears of it. */
const MAX_MODEL_USD = 100;

interface Metric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  stat: string;
}

export function watchStack(build: Build): Stack {
  const { stage, manifest } = build;
  const stack = stackOf(build, "watch");
  const topic = topicOf(build, stack);
  const apis = pillarsWithApi(manifest).map((pillar) => {
    const apiId = Fn.importValue(exportNameOf(stage, apiIdOutput(pillar)));
    const metric = (name: string, stat: string): Metric => ({
      namespace: "AWS/ApiGateway",
      name,
      dimensions: { ApiId: apiId },
      stat,
    });
    return {
      pillar,
      requests: metric("Count", "Sum"),
      errors: metric("5xx", "Sum"),
      p99: metric("Latency", "p99"),
      p50: metric("Latency", "p50"),
    };
  });
  const serves = manifest.serves.map((serve) => {
    const name = functionNameOf(stage, serve.name);
    return {
      context: serve.context,
      requests: ofFunction(name, "UrlRequestCount", "Sum"),
      errors: ofFunction(name, "Url5xxCount", "Sum"),
    };
  });
  const streams = manifest.streams.map(({ name }) => {
    const called = functionNameOf(stage, name);
    return {
      name,
      requests: ofFunction(called, "UrlRequestCount", "Sum"),
      errors: ofFunction(called, "Url5xxCount", "Sum"),
    };
  });
  const queues = consumedQueues(manifest).map(({ id }) => ({
    id,
    age: ofQueue(queueNameOf(stage, id), "ApproximateAgeOfOldestMessage"),
    waiting: ofQueue(queueNameOf(stage, id), "ApproximateNumberOfMessagesVisible"),
    dead: ofQueue(deadQueueNameOf(stage, id), "ApproximateNumberOfMessagesVisible"),
  }));
  const schedulesDead = ofQueue(scheduleDeadQueueNameOf(stage), "ApproximateNumberOfMessagesVisible");
  const logged = ({ metricName }: LoggedMetric, stat: string): Metric => ({
    namespace: namespaceOf(stage),
    name: metricName,
    dimensions: {},
    stat,
  });
  const outbox = logged(outboxAge, "Maximum");
  const sync = logged(syncDuration, "p90");
  const models = logged(modelCost, "Maximum");
  // Concurrency is limited for the whole account, so throttling is measured for the account.
  const throttles: Metric = { namespace: "AWS/Lambda", name: "Throttles", dimensions: {}, stat: "Sum" };

  for (const { pillar, requests, errors, p99 } of apis) {
    const id = pascal(pillar);
    rateAlarm(`${id}Errors`, `More than ${MAX_ERROR_PERCENT} % of requests to ${pillar} failed`, errors, requests);
    alarm(`${id}Latency`, `One in a hundred requests to ${pillar} took longer than ${MAX_P99_MS} ms`, p99, MAX_P99_MS, {
      periods: 3,
    });
  }
  for (const { context, requests, errors } of serves) {
    const why = `More than ${MAX_ERROR_PERCENT} % of the calls of Inngest to ${context} failed`;
    rateAlarm(`${pascal(context)}ServeErrors`, why, errors, requests);
  }
  for (const { name, requests, errors } of streams) {
    const why = `More than ${MAX_ERROR_PERCENT} % of the connections to ${name} failed`;
    rateAlarm(`${pascal(name)}StreamErrors`, why, errors, requests);
  }
  for (const { id, age, dead } of queues) {
    const whyAge = `${id} is behind by more than ${MAX_QUEUE_AGE_SECONDS / 60} minutes`;
    alarm(`${pascal(id)}Age`, whyAge, age, MAX_QUEUE_AGE_SECONDS, { periods: 2 });
    alarm(`${pascal(id)}Dead`, `Dead letters of ${id} lie about and nobody records them`, dead, 0, { periods: 3 });
  }
  for (const { id, name } of deadLetterConsumers(manifest)) {
    const why = "A consumer gave up on messages; they are listed in the dead letters, with their errors";
    alarm(`${pascal(id)}Called`, why, ofFunction(functionNameOf(stage, name), "Invocations", "Sum"), 0);
  }
  alarm("SchedulesDead", "A schedule could not run, or its function failed twice", schedulesDead, 0);
  alarm("OutboxAge", "Events wait to be seen on the bus, or the sweep does not run", outbox, MAX_OUTBOX_AGE_SECONDS, {
    periods: 2,
    missing: "breaching",
  });
  const whySync = `One calendar in ten takes more than ${MAX_SYNC_MS / 60_000} minutes to be synchronised`;
  alarm("CalendarSync", whySync, sync, MAX_SYNC_MS, { periods: 3 });
  alarm("ModelCost", `Models have cost more than ${MAX_MODEL_USD} US dollars this month`, models, MAX_MODEL_USD, {
    periods: 3,
  });
  alarm("Throttles", "Lambda refused calls: the account's concurrency is used up", throttles, 0);

  const dashboard = new CfnDashboard(stack, "Dashboard", {
    dashboardName: nameOf(stage, "overview"),
    dashboardBody: stack.toJsonString({
      widgets: grid([
        graph(
          "Requests",
          apis.map(({ pillar, requests }) => line(requests, pillar)),
        ),
        graph(
          "Failed requests",
          apis.map(({ pillar, errors }) => line(errors, pillar)),
        ),
        graph(
          "Latency p99 (ms)",
          apis.map(({ pillar, p99 }) => line(p99, pillar)),
        ),
        graph(
          "Latency p50 (ms)",
          apis.map(({ pillar, p50 }) => line(p50, pillar)),
        ),
        graph(
          "Messages waiting",
          queues.map(({ id, waiting }) => line(waiting, id)),
        ),
        graph(
          "Age of the oldest message (s)",
          queues.map(({ id, age }) => line(age, id)),
        ),
        graph("Dead letters not yet recorded", [
          ...queues.map(({ id, dead }) => line(dead, id)),
          line(schedulesDead, "schedules"),
        ]),
        graph("Oldest event in the outbox (s)", [line(outbox, "outbox")]),
        graph("Synchronisation of a calendar (ms)", [line(sync, "p90")]),
        graph("Cost of models since the month began (US dollars)", [line(models, "models")]),
        graph(
          "Calls of Inngest",
          serves.map(({ context, requests }) => line(requests, context)),
        ),
        graph(
          "Failed calls of Inngest",
          serves.map(({ context, errors }) => line(errors, context)),
        ),
        graph("Lambda in this account", [
          line(throttles, "throttles"),
          line({ ...throttles, name: "ConcurrentExecutions", stat: "Maximum" }, "at once"),
        ]),
      ]),
    }),
  });
  output(build, stack, "AlarmTopicArn", topic.ref);
  const page = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
  output(build, stack, "DashboardUrl", `${page}#dashboards:name=${dashboard.ref}`);
  return stack;

  function alarm(
    id: string,
    why: string,
    { namespace, name, dimensions, stat }: Metric,
    threshold: number,
    { periods = 1, missing = "notBreaching" }: { periods?: number; missing?: "notBreaching" | "breaching" } = {},
  ): void {
    new CfnAlarm(stack, `${id}Alarm`, {
      ...common(id, why, threshold, periods, missing),
      namespace,
      metricName: name,
      dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ name: dimension, value })),
      ...(stat.startsWith("p") ? { extendedStatistic: stat } : { statistic: stat }),
      period: PERIOD_SECONDS,
    });
  }

  function rateAlarm(id: string, why: string, errors: Metric, requests: Metric): void {
    const query = (key: string, { namespace, name, dimensions, stat }: Metric) => ({
      id: key,
      returnData: false,
      metricStat: {
        metric: {
          namespace,
          metricName: name,
          dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ name: dimension, value })),
        },
        stat,
        period: PERIOD_SECONDS,
      },
    });
    new CfnAlarm(stack, `${id}Alarm`, {
      ...common(id, why, MAX_ERROR_PERCENT, 1, "notBreaching"),
      metrics: [
        query("errors", errors),
        query("requests", requests),
        { id: "percent", expression: "100 * errors / requests", label: "failed (%)", returnData: true },
      ],
    });
  }

  function common(id: string, why: string, threshold: number, periods: number, missing: string) {
    return {
      alarmName: nameOf(stage, id),
      alarmDescription: `${why}.`,
      threshold,
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: periods,
      treatMissingData: missing,
      alarmActions: [topic.ref],
      okActions: [topic.ref],
    };
  }
}

const PERIOD_SECONDS = Duration.minutes(5).toSeconds();

const ofQueue = (name: string, metric: string): Metric => ({
  namespace: "AWS/SQS",
  name: metric,
  dimensions: { QueueName: name },
  stat: "Maximum",
});

const ofFunction = (name: string, metric: string, stat: string): Metric => ({
  namespace: "AWS/Lambda",
  name: metric,
  dimensions: { FunctionName: name },
  stat,
});

function topicOf(build: Build, stack: Stack): CfnTopic {
  const topic = new CfnTopic(stack, "Alarms", { topicName: nameOf(build.stage, "alarms") });
  const { valueAsString: email } = parameter(build, stack, "AlarmEmail");
  const subscription = new CfnSubscription(stack, "AlarmsByMail", {
    topicArn: topic.ref,
    protocol: "email",
    endpoint: email,
  });
  subscription.cfnOptions.condition = new CfnCondition(stack, "HasAlarmEmail", {
    expression: Fn.conditionNot(Fn.conditionEquals(email, "")),
  });
  return topic;
}

const line = ({ namespace, name, dimensions, stat }: Metric, label: string) => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { label, stat },
];

const graph = (title: string, metrics: ReturnType<typeof line>[]) => ({
  title,
  metrics,
  region: Aws.REGION,
  period: PERIOD_SECONDS,
  view: "timeSeries",
});

/** Two widgets in a row of the dashboard's 24 columns. */
const grid = (graphs: ReturnType<typeof graph>[]) =>
  graphs
    .filter(({ metrics }) => metrics.length > 0)
    .map((properties, i) => ({
      type: "metric",
      x: (i % 2) * 12,
      y: Math.floor(i / 2) * 6,
      width: 12,
      height: 6,
      properties,
    }));
