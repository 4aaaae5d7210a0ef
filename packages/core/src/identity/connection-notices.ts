/** What people are told of their connections. */
import type { ConnectionReauthAnnounced, ConnectionReauthRequired } from "#core/identity/events";
import { providers } from "#core/identity/providers";
import * as Notifications from "#core/platform/notifications";
import type { Ctx } from "#kit/ctx";
import type { CloudEvent, PayloadOf } from "#kit/event";

/** Once for each time that it ended, however often the event is delivered. */
export function tellToReconnect(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof ConnectionReauthRequired>>) {
  const { provider } = data.payload;
  const { title } = providers[provider];
  return Notifications.send(ctx, {
    kind: "connection_reauth",
    title: `Connect ${title} again`,
    body: `${title} no longer lets LifeOS in. Nothing new comes from there until you connect it again.`,
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
