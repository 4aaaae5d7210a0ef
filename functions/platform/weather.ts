/** The weather at a person's place. */
import * as Weather from "#core/platform/weather";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";

export const get = endpoint("GET /v1/platform/weather", {
  summary: "Get the weather",
  description:
    "At `lat` and `lon`, or at the place of the caller's settings. At most fifteen minutes old; up to an hour, and marked as stale, while the weather service does not answer. Where there is none, `state` says why.",
  query: Weather.Query,
  returns: Weather.Shown,
  problems: [InvalidInput],
  handler: (ctx) => Weather.at(ctx, ctx.query),
});
