/** What happens to accounts. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const UserProvisioned = event("identity.user.provisioned", "A person signed in for the first time");
export const UserUpdated = event("identity.user.updated", "A person changed their profile");
export const SettingsUpdated = event("identity.settings.updated", "A person changed their settings");
export const ApiKeyEvents = crudEvents("identity.api_key", { name: z.string() });
export const ApiKeyRolled = event("identity.api_key.rolled", "The secret of an API key was replaced");
export const ApiKeyRevoked = event("identity.api_key.revoked", "An API key was revoked");
