import { metricAnchors } from "#core/health/metrics.sql";
import { listEndpoint } from "#kit/crud";

export const list = listEndpoint("GET /v1/health/metric-anchors", metricAnchors, {
  summary: "List how far phones have sent what they measure",
  filter: ["source"],
});
