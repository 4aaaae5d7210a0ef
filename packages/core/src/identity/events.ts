/** Events of accounts, API keys, households, grants and connections. */
import * as z from "zod/mini";
import { connectionProviders } from "#core/identity/provider-names";
import { crudEvents, event, finalEvents } from "#kit/event";

export const UserProvisioned = event("identity.user.provisioned", "A person signed in for the first time");
export const UserUpdated = event("identity.user.updated", "A person changed their profile");
export const SettingsUpdated = event("identity.settings.updated", "A person changed their settings");
export const ApiKeyEvents = finalEvents("identity.api_key", { name: z.string() });
export const ApiKeyRolled = event("identity.api_key.rolled", "The secret of an API key was replaced");
export const ApiKeyRevoked = event("identity.api_key.revoked", "An API key was revoked");

export const HouseholdEvents = finalEvents("identity.household");
/** About a household; the subject is the member. */
export const HouseholdJoined = event("identity.household.joined", "A person joined a household");
export const HouseholdLeft = event("identity.household.left", "A person left a household, or was removed from it", {
  userId: z.guid(),
});
export const MemberUpdated = event("identity.household_member.updated", "A member of a household was given a role", {
  role: z.string(),
});
export const InviteEvents = finalEvents("identity.household_invite");

const grant = { entityType: z.string(), entityId: z.guid(), role: z.string() };
export const GrantGiven = event("identity.grant.given", "A person shared a row with another", grant);
export const GrantWithdrawn = event("identity.grant.withdrawn", "A row is no longer shared with a person", grant);

const provider = { provider: z.enum(connectionProviders) };
export const ConnectionEvents = finalEvents("identity.connection", provider);
export const ConnectionReauthRequired = event(
  "identity.connection.reauth_required",
  "A provider no longer takes what it gave, so that its account has to be connected again",
  provider,
);
export const ConnectionReauthAnnounced = event(
  "identity.connection.reauth_announced",
  "A provider announced that it will soon no longer take what it gave, unless its person agrees again",
  provider,
);
export const ConnectionSyncRequested = event(
  "identity.connection.sync_requested",
  "A person asked for what is new at a provider",
  provider,
);

/** Children and others without an account of their own. */
export const DependentEvents = crudEvents("identity.dependent");

/** Voices in which LifeOS answers, each with what it may read. */
export const PersonaEvents = crudEvents("identity.persona");
