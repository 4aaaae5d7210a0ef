/** The health of this deployment, for load balancers and people. */
import { Status, status } from "#core/platform/status";
import { endpoint, reply } from "#kit/endpoint";

export const get = endpoint("GET /v1/platform/health", {
  summary: "Check the service's health",
  description: "Answers 200 when everything it needs answers, and 503 with the same body when something does not.",
  access: "public",
  returns: Status,
  async handler(ctx) {
    const health = await status(ctx);
    return reply(health, { status: health.status === "ok" ? 200 : 503 });
  },
});
