/** What people are told of their connections. */
import type { ConnectionReauthAnnounced, ConnectionReauthRequired } from "#core/identity/events";
import { providers } from "#core/identity/providers";
import { told } from "#core/identity/told.en";
import * as Notifications from "#core/platform/notifications";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent, PayloadOf } from "#kit/event";

/** Once for each time that it ended, however often the event is delivered. */
export function tellToReconnect(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof ConnectionReauthRequired>>) {
  const { provider } = data.payload;
  const { title } = providers[provider];
  return Notifications.send(ctx, {
    kind: "connection_reauth",
    title: told("connect_again", { service: title }),
    body: [told("lets_us_in_no_more", { service: title })],
    action: { connectionId: data.entityId, provider },
    sourceEventId: id,
  });
}

/** Before it has ended, once, so that nothing is missed. */
export function tellToReconnectSoon(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof ConnectionReauthAnnounced>>) {
  const { provider } = data.payload;
  const { title } = providers[provider];
  return Notifications.send(ctx, {
    kind: "connection_reauth_due",
    title: `Connect ${title} again soon`,
    body: `${title} will soon no longer let LifeOS in, because what you agreed to there ends. Agree again before, and nothing is missed.`,
    action: { connectionId: data.entityId, provider },
    sourceEventId: id,
  });
}
