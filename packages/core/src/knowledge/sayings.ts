/** Why a file is quarantined or missing. */
import { sayings } from "#kit/saying";

export const fileReasons = sayings({
  other_hash: "Its SHA-256 is {sha256}, and not what was said.",
  not_of_type: "It was said to be {claimed}, and its bytes are not of that type.",
  other_type: "It was said to be {claimed}, and its bytes are {found}.",
  not_checked: "It could not be checked, although that was tried several times: upload it again.",
  bytes_missing: "Its bytes are not in the store any more. Whoever runs this can restore them.",
});
