import { CfnMetricFilter } from "aws-cdk-lib/aws-logs";
import type { Stack } from "aws-cdk-lib/core";
import type { LoggedMetric } from "./logged-metrics.ts";
import type { Stage } from "./stage.ts";

export const namespaceOf = (stage: Stage): string => `LifeOS/${stage.name}`;

/** Reads a metric from the lines of a log group. */
export function measure(
  stack: Stack,
  stage: Stage,
  logGroup: string,
  { metricName, message, field, unit }: LoggedMetric,
): void {
  new CfnMetricFilter(stack, metricName, {
    logGroupName: logGroup,
    filterPattern: `{ $.message = "${message}" }`,
    metricTransformations: [{ metricNamespace: namespaceOf(stage), metricName, metricValue: `$.${field}`, unit }],
  });
}
