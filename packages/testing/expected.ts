/** What an operation answers to a right request, where there is no third party to ask. */
import type { Endpoint } from "#kit/endpoint";
import type { Found } from "../contract/discover.ts";

/** Why an operation cannot succeed in a test of all of them, and what it says instead. Each has tests of its own. */
export const CANNOT_SUCCEED: Record<string, { status: number; why: string }> = {
  "admin.dead-letters.redrive": { status: 503, why: "no queue is configured" },
  "admin.workflow-runs.get": { status: 503, why: "no workflow server is configured" },
  "admin.workflow-runs.cancel": { status: 503, why: "no workflow server is configured" },
  "admin.workflow-runs.replay": { status: 503, why: "no workflow server is configured" },
  "ingest.webhooks.email": { status: 503, why: "no secret is configured to check the signature with" },
  "platform.weather.get": { status: 503, why: "no weather service is configured" },
};

export function expectedStatus({ name, value: { spec } }: Found<Endpoint>): number {
  return CANNOT_SUCCEED[name]?.status ?? spec.status ?? (spec.returns || spec.produces ? 200 : 204);
}
