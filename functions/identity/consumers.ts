import * as Announce from "#core/identity/announce";
import { tellToReconnect, tellToReconnectSoon } from "#core/identity/connection-notices";
import {
  ConnectionReauthAnnounced,
  ConnectionReauthRequired,
  GrantGiven,
  HouseholdJoined,
  HouseholdLeft,
  UserProvisioned,
  UserUpdated,
} from "#core/identity/events";
import { consumer, serviceConsumer } from "#kit/consumer";
import type { CloudEvent } from "#kit/event";

export const announceMember = serviceConsumer("identity.announceMember", [HouseholdJoined, HouseholdLeft], {
  summary: "Tell the admins of a household who joined or left, and whoever was taken out that they were",
  handler: (ctx, { detail }) => Announce.member(ctx, detail as CloudEvent),
});

export const announceGrant = serviceConsumer("identity.announceGrant", [GrantGiven, UserProvisioned, UserUpdated], {
  summary: "Tell a person what was shared with them, and what waited for their address once they have it",
  async handler(ctx, { detail }) {
    const event = detail as CloudEvent;
    if (event.type === UserUpdated.type && !event.data.changed.includes("email")) return;
    await Announce.grant(ctx, event);
  },
});

export const announceReauth = consumer("identity.announceReauth", [ConnectionReauthRequired], {
  summary: "Tell a person that an account has to be connected again",
  handler: (ctx, event) => tellToReconnect(ctx, event),
});

export const announceReauthDue = consumer("identity.announceReauthDue", [ConnectionReauthAnnounced], {
  summary: "Tell a person that an account will soon have to be connected again",
  handler: (ctx, event) => tellToReconnectSoon(ctx, event),
});
