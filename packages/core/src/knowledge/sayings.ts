/** Why a file is quarantined or missing. */
import { sayings } from "#kit/saying";

export const fileReasons = sayings({
  other_hash: "Its SHA-256 is {sha256}, and not what was said.",
  not_of_type: "It was said to be {claimed}, and its bytes are not of that type.",
  other_type: "It was said to be {claimed}, and its bytes are {found}.",
  not_checked: "It could not be checked, although that was tried several times: upload it again.",
  bytes_missing: "Its bytes are not in the store any more. Whoever runs this can restore them.",
});

/** Why a file is not in a state for what was asked. */
export const fileRefusals = sayings({
  is_uploaded: "It has been uploaded.",
  file_changed: "It was changed at the same moment; try again.",
  nothing_uploaded: "Nothing has been uploaded yet: send the bytes to the address of the upload, then complete it.",
  no_part_uploaded: "No part has been uploaded yet: ask for the addresses of the parts.",
  part_uploaded_anew: "A part was uploaded anew at the same moment; try again.",
  same_bytes: "You have another file with the same bytes by now.",
  not_uploaded_yet: "It has not been uploaded yet.",
  in_check: "It is being checked; try again in a moment.",
  bytes_not_as_said: "Its bytes are not what was said of them.",
  bytes_not_there: "Its bytes are not in the store.",
  purged: "It was deleted for good.",
  in_preparation: "It is being prepared for others than its owner; try again in a moment.",
  not_cleanable: "It may say when and where it was taken, which cannot be taken out of it.",
  owner_only: "Only its owner can download it.",
  not_deleted: "It is not deleted: delete it first, and then for good.",
  restored_meanwhile: "It was restored or purged at the same moment.",
});
