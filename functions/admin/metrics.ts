/** What a monitoring system asks for. */
import { metrics } from "#core/admin/metrics";
import { endpoint, file } from "#kit/endpoint";
import { Forbidden, Unauthenticated, Unavailable } from "#kit/problem";

export const get = endpoint("GET /v1/admin/metrics", {
  summary: "Get metrics in the format of Prometheus",
  description:
    "Text of version 0.0.4. For administrators, or with METRICS_TOKEN as the bearer token. What is not known is left out, and a comment says why.",
  access: "public",
  produces: ["text/plain"],
  problems: [Unauthenticated, Forbidden, Unavailable],
  async handler(ctx) {
    return file(await metrics(ctx.headers.authorization), { contentType: "text/plain", inline: true });
  },
});
