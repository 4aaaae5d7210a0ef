import * as Announce from "#core/identity/announce";
import { GrantGiven, HouseholdJoined, HouseholdLeft, UserProvisioned } from "#core/identity/events";
import { serviceConsumer } from "#kit/consumer";
import type { CloudEvent } from "#kit/event";

export const announceMember = serviceConsumer("identity.announceMember", [HouseholdJoined, HouseholdLeft], {
  summary: "Tell the admins of a household who joined or left, and whoever was taken out that they were",
  handler: (ctx, { detail }) => Announce.member(ctx, detail as CloudEvent),
});

export const announceGrant = serviceConsumer("identity.announceGrant", [GrantGiven, UserProvisioned], {
  summary: "Tell a person what was shared with them, at their first sign-in what waited for their address",
  handler: (ctx, { detail }) => Announce.grant(ctx, detail as CloudEvent),
});
