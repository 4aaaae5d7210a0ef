/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something of an account. */
export const identityFields = sayings({
  outlives_its_key: "must not be after the key that makes it expires",
  must_expire_later: "must be in the future",
  must_be_return: "must be the console's page of connections or one of CONNECTION_RETURN_URLS",
  is_yours: "is your own",
  no_invite: "is of no invite that you can accept",
  no_token: "is not good",
  must_be_matrix_user: "must be a Matrix user such as @ada:example.org",
});

/** Why something of an account is not possible as it is. */
export const identityRefusals = sayings({
  default_persona: "Another persona is the default; take that from it first.",
  not_shareable: "You have no row of this type and id that could be shared.",
  own_row: "The row is yours already.",
  shared_already: "It is shared with them already; withdraw that grant to give another role.",
  quota_key: "A key with a daily quota gives no access to others.",
  key_ended: "The key, or one that it came from, is revoked or has expired.",
  own_keys_only: "A key manages only itself and the keys that came from it.",
  begin_again: "Begin again: it counts once, for fifteen minutes, for the person who began it.",
  no_matrix_session: "There is no session of a Matrix client in it.",
  refreshing: "Another process is refreshing the access, and takes long.",
  many_keys: "A key makes at most {max}.",
  many_generations: "Keys make keys for {max} generations.",
  scope_beyond: "A key cannot give another the scope {scope}, which it lacks itself.",
  reauth_needed: "{provider} has to be connected again.",
  reauth_first: "{provider} has to be connected again first.",
  provider_silent: "{provider} does not answer as it should.",
  provider_silent_begin: "{provider} does not answer as it should. Begin again later.",
  provider_refused: "{provider} refused: {code}. Begin again.",
  connected_by_client: "{provider} is connected by the client that signed in there.",
  nothing_syncs: "Nothing takes data from {provider} yet.",
  apple_calendar_by_files:
    "Share the calendar publicly in iCloud and subscribe to its address, or import the .ics file that Calendar exports.",
  apple_health_by_files:
    "Export all health data on your iPhone (Health, your picture, Export All Health Data) and import the file export.zip.",
  invite_accepted: "The invite was accepted; remove the member instead.",
  invite_unknown: "The invite is unknown, used, revoked, expired, or for another address.",
  admins_only: "Only an admin of the household may do this.",
  not_alone: "Remove the other members first, or leave.",
  last_admin_stays: "Make somebody else an admin first, or delete the household if nobody else is in it.",
});
