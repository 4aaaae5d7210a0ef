import { notice } from "#core/calendar/sync/watch";
import { refreshSettings } from "#core/platform/system-settings";
import { endpoint } from "#kit/endpoint";
import { NotConfigured, NotFound, Unauthenticated } from "#kit/problem";

export const google = endpoint("POST /v1/calendar/google/notifications", {
  summary: "Tell that a calendar at Google has changed",
  description:
    "Google sends these for the channels that LifeOS has opened, without a body. Each is a hint: whatever it says, the calendar is synchronised. The token follows from the channel's id and a key of this installation.",
  access: "public",
  rawBody: { contentTypes: ["application/json", "text/plain", "application/octet-stream"] },
  maxBodyBytes: 4_096,
  headers: {
    "x-goog-channel-id": { description: "The channel.", pattern: /^.{1,64}$/ },
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
