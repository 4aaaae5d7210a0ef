/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** Why something of an account is not possible as it is. */
export const identityRefusals = sayings({
  not_shareable: "You have no row of this type and id that could be shared.",
  own_row: "The row is yours already.",
  shared_already: "It is shared with them already; withdraw that grant to give another role.",
  quota_key: "A key with a daily quota gives no access to others.",
  key_ended: "The key, or one that it came from, is revoked or has expired.",
  own_keys_only: "A key manages only itself and the keys that came from it.",
  begin_again: "Begin again: it counts once, for fifteen minutes, for the person who began it.",
  no_matrix_session: "There is no session of a Matrix client in it.",
  refreshing: "Another process is refreshing the access, and takes long.",
  invite_accepted: "The invite was accepted; remove the member instead.",
  invite_unknown: "The invite is unknown, used, revoked, expired, or for another address.",
  admins_only: "Only an admin of the household may do this.",
  not_alone: "Remove the other members first, or leave.",
  last_admin_stays: "Make somebody else an admin first, or delete the household if nobody else is in it.",
});
