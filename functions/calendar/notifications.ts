import * as z from "zod/mini";
import { notice, noticesOfSubscriptions } from "#core/calendar/sync/watch";
import { refreshSettings } from "#core/platform/system-settings";
import { check } from "#kit/check";
import { endpoint, file } from "#kit/endpoint";
import { InvalidInput, NotConfigured, NotFound, Unauthenticated } from "#kit/problem";

export const google = endpoint("POST /v1/calendar/google/notifications", {
  summary: "Tell that a calendar at Google has changed",
  description:
    "Google sends these for the channels that LifeOS has opened, without a body. Each is a hint: whatever it says, the calendar is synchronised. The token follows from the channel's id and a key of this installation.",
  access: "public",
  rawBody: { contentTypes: ["application/json", "text/plain", "application/octet-stream"], mayBeMissing: true },
  maxBodyBytes: 4_096,
  headers: {
    "x-goog-channel-id": {
      description: "The channel that LifeOS has opened, by the id that it gave it.",
      pattern: /^.{1,64}$/,
    },
    "x-goog-channel-token": { description: "What the channel was opened with.", pattern: /^.{1,256}$/ },
    "x-goog-resource-id": { description: "What is watched.", pattern: /^.{1,500}$/ },
    "x-goog-resource-state": {
      description: "`sync` when the channel opens, and then what has happened.",
      pattern: /^\w{1,30}$/,
    },
  },
  problems: [Unauthenticated, NotFound, NotConfigured],
  async handler({ headers }) {
    await refreshSettings();
    const of = (name: string) => headers[`x-goog-${name}`] ?? "";
    await notice(
      { channelId: of("channel-id"), token: of("channel-token"), resourceId: of("resource-id") },
      of("resource-state") === "sync",
    );
    return undefined;
  },
});

/** Graph sends fields beyond these, and adds some from time to time. */
const Notices = z.object({
  value: z
    .array(
      z.object({ subscriptionId: z.string().check(z.maxLength(500)), clientState: z.string().check(z.maxLength(256)) }),
    )
    .check(z.maxLength(1_000)),
});

export const outlook = endpoint("POST /v1/calendar/outlook/notifications", {
  summary: "Tell that calendars in Outlook have changed",
  description:
    "Microsoft Graph sends these for the subscriptions that LifeOS has made. Each is a hint: whatever it says, the calendar is synchronised. `clientState` follows from the subscription and a key of this installation; what has another one is left out. With `validationToken` it asks whether somebody is here, and is answered with it.",
  access: "public",
  query: z.object({ validationToken: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000))) }),
  rawBody: { contentTypes: ["application/json", "text/plain"], mayBeMissing: true },
  maxBodyBytes: 256 * 1024,
  produces: ["text/plain"],
  problems: [InvalidInput, NotConfigured],
  async handler({ query, rawBody }) {
    if (query.validationToken !== undefined) return file(query.validationToken, { contentType: "text/plain" });
    await refreshSettings();
    const { value } = check(Notices, parsed(rawBody), "pointer");
    await noticesOfSubscriptions(value);
    return file("", { contentType: "text/plain" });
  },
});

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw InvalidInput("The body is no JSON.");
  }
}
