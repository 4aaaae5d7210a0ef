/** Metrics that CloudWatch reads from lines of the log, so that no code has to send them. */

export interface LoggedMetric {
  metricName: string;
  /** The message of the lines; code and filter are compared by a test. */
  message: string;
  /** The field of a line that has the value. */
  field: string;
  unit: "Seconds" | "Milliseconds" | "None";
}

/** How old the oldest event is that waits to be seen on the bus. */
export const outboxAge: LoggedMetric = {
  metricName: "OutboxAge",
  message: "swept the outbox",
  field: "oldestAgeSeconds",
  unit: "Seconds",
};

/** How long a calendar took to be as it is at its provider, from the first request to the last. */
export const syncDuration: LoggedMetric = {
  metricName: "CalendarSyncDuration",
  message: "synchronised a calendar",
  field: "durationMs",
  unit: "Milliseconds",
};

/** What models have cost since the month began (UTC), in US dollars. */
export const modelCost: LoggedMetric = {
  metricName: "ModelCostOfMonth",
  message: "counted the cost of models",
  field: "monthUsd",
  unit: "None",
};
