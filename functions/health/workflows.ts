import { MetricSourcesOrdered, MetricsRecountRequested } from "#core/health/events";
import * as MetricSources from "#core/health/metric-sources";
import { workflow } from "#kit/workflow";

/** A run does so many slices, more days than anybody lives. */
const SLICES_A_RUN = 400;

/** A new order of sources, or another time zone, changes every day on which there are samples. */
export const recountMetrics = workflow("health.recountMetrics", [MetricSourcesOrdered, MetricsRecountRequested], {
  summary: "Calculate anew what measurements add up to on each day",
  async handler({ event, step, as }) {
    const { payload } = event.data;
    const what = "metricType" in payload ? (payload.metricType as MetricSources.Recounted) : "every";
    let before: string | null = null;
    let slices = 0;
    do {
      const from: string | null = before;
      before = await step.run("slice", async () => MetricSources.recount(await as(event.subject!), what, from));
      slices++;
    } while (before !== null && slices < SLICES_A_RUN);
    await step.run("tell", async () => MetricSources.tellRecounted(await as(event.subject!)));
    return { slices };
  },
});
