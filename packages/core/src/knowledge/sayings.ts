/** Why a file is quarantined or missing. */
import { sayings } from "#kit/saying";

export const fileReasons = sayings({
  other_hash: "Its SHA-256 is {sha256}, and not what was said.",
  not_of_type: "It was said to be {claimed}, and its bytes are not of that type.",
  other_type: "It was said to be {claimed}, and its bytes are {found}.",
  not_checked: "It could not be checked, although that was tried several times: upload it again.",
  bytes_missing: "Its bytes are not in the store any more. Whoever runs this can restore them.",
});

/** What is wrong with a field of a file or folder. */
export const fileFields = sayings({
  file_too_large: "is more than {size}, which a file may have on the tier {tier}",
  root_folder: "is the folder that all are in",
  into_itself: "is in the folder that is moved",
});

/** Why a file is not in a state for what was asked. */
export const fileRefusals = sayings({
  deleted_before: "You have deleted a file with the same bytes: restore it instead of uploading it again.",
  bytes_meanwhile: "Its bytes were removed or uploaded anew at the same moment; try again.",
  other_size: "{found} bytes have been uploaded, and it was said to have {said}.",
  parts_missing: "{missing} of {parts} parts are missing: {numbers}.",
  many_parts_missing: "{missing} of {parts} parts are missing: {numbers} and others.",
  path_too_long: "A path would have more than {max} characters there.",
  storage_full:
    "There is no room for it: the tier {tier} has {size} for all your files. Deleted files count for 30 days, unless you delete them for good before.",
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
  owner_only: "Only its owner can download it.",
  not_deleted: "It is not deleted: delete it first, and then for good.",
  restored_meanwhile: "It was restored or purged at the same moment.",
});

/** Why others get nothing of a photo or a film. */
export const uncleanable = sayings({
  other_build:
    "It may say when and where it was taken, which cannot be taken out of it. It is not built as files of its type are.",
  many_parts_of_picture:
    "It may say when and where it was taken, which cannot be taken out of it. It has more parts than a picture or a film has.",
  fragments_unseen:
    "It may say when and where it was taken, which cannot be taken out of it. It comes in fragments, with a track that is neither seen nor heard.",
  description_packed:
    "It may say when and where it was taken, which cannot be taken out of it. What describes it is packed.",
  track_lost:
    "It may say when and where it was taken, which cannot be taken out of it. Where a track of it is cannot be told.",
  holds_kind:
    "It may say when and where it was taken, which cannot be taken out of it. It holds something of the kind “{kind}”.",
  items_unknown_form:
    "It may say when and where it was taken, which cannot be taken out of it. Its items are described in a form that is not known here.",
  places_unknown_form:
    "It may say when and where it was taken, which cannot be taken out of it. Where its items are is said in a form that is not known here.",
  many_parts_of_film:
    "It may say when and where it was taken, which cannot be taken out of it. It has more parts than a film has.",
  description_too_large:
    "It may say when and where it was taken, which cannot be taken out of it. The part that describes it is too large.",
  tiff_too_large:
    "It may say when and where it was taken, which cannot be taken out of it. It is a TIFF of more than 4 GB.",
  many_pictures:
    "It may say when and where it was taken, which cannot be taken out of it. It has more pictures than are looked at.",
  packed_old:
    "It may say when and where it was taken, which cannot be taken out of it. It is packed by a method that is not used any more.",
  picture_unknown:
    "It may say when and where it was taken, which cannot be taken out of it. It is a picture of the type {type}, which is not known well enough here.",
  too_large_to_clean: "It may say when and where it was taken, which cannot be taken out of it. It is too large.",
  cleaning_failed:
    "It may say when and where it was taken, which cannot be taken out of it. That was tried several times, and failed.",
});

/** Why something is not possible with entities and links now. */
export const graphRefusals = sayings({
  entity_here: "You have an entity of this kind and name.",
  linked_already: "They are linked in this way already.",
  link_ends: "Both ends have to be rows that are there and that you may see.",
});

/** What is wrong with a field of an entity, a link or a tag. */
export const graphFields = sayings({
  linked_itself: "is the row that is linked",
  relation_of_texts: "is a relation that follows texts, and is not made by hand",
  name_of_signs: "must have a letter, a digit or a sign that is seen",
});

/** Why a document could not be made from a file, or what of the file is not in it. */
export const documentReasons = sayings({
  not_a_document:
    "Files of the type {type} are not read. Documents are made from PDF, Word, OpenDocument, EPUB, web pages, e-mails, plain texts, and pictures of text.",
  document_too_large: "It has {size}, and only files of up to {max} are read.",
  no_text: "There is no text in it.",
  pictures_only: "It is made of pictures, and no text was found in them.",
  ocr_not_installed:
    "It is made of pictures, and what reads text in pictures is not installed here: whoever runs this can add tesseract.js.",
  picture_too_large: "It has more than {max} megapixels, and is not searched for text.",
  document_encrypted: "It is protected by a password or against copying, and cannot be read.",
  document_broken: "It is damaged, or not built as files of its type are.",
  document_costly: "To read it takes more time or memory than one file may take.",
  document_cut: "It is longer than a document can be: only its beginning is here.",
  document_file_gone: "The file was deleted before it was read.",
  document_gave_up: "It could not be read, although that was tried several times: make the document again.",
});

/** Why nothing could be made of a capture. */
export const captureReasons = sayings({
  capture_no_http: "The page did not come from its address: that leads to what is no http or https address.",
  capture_no_host: "The page did not come from its address: its host does not exist, or is not on the public internet.",
  capture_unreachable: "The page did not come from its address: there was no connection to its server, or it broke.",
  capture_timeout: "The page did not come from its address in time.",
  capture_redirects: "The page did not come from its address, which leads from one to another and never to a page.",
  capture_too_large: "The page did not come from its address: it has more than {maxMb} MB.",
  capture_compressed: "The page did not come from its address: it is compressed in a way that cannot be read.",
  capture_answered: "The page did not come from its address: its server answered {status}.",
  capture_no_page: "What is at the address is no page but {type}: upload it as a file.",
  capture_no_text: "There is no text in it that could be read.",
  capture_no_highlights: "There is no highlight in it that could be read.",
  capture_failed: "It could not be analysed, although that was tried several times.",
});

/** What became of a part of a capture, where that is not what its person expects. */
export const captureRemarks = sayings({
  metric_unknown: "“{metric}” is no metric that is kept here.",
  document_edited: "You have changed the document since: it stays as it is.",
  document_full: "The document of “{book}” has no room for more highlights.",
  many_books: "More than {max} books: the others are left out.",
  read_plainly: "What is the article could not be told: all text of the page was kept.",
});

/** Why a search does not look, or not wholly, for what texts mean. */
export const meaningReasons = sayings({
  meaning_off: "Search by meaning is switched off here.",
  meaning_no_model: "There is no model here that knows what texts mean.",
  meaning_no_vectors: "The database has no pgvector, so there is no search by meaning.",
  meaning_language: "The model does not know the language of the question.",
  meaning_loading: "The model is being loaded.",
  meaning_filling: "Not all texts have been read by the model yet.",
});

/** What is wrong with an entry of the journal, or with a question about it. */
export const journalFields = sayings({
  journal_says_nothing: "must say something where no mood does",
  journal_span_too_long: "must be within {max} days of from",
});

/** Why entities are not merged. */
export const entityFields = sayings({ another_entity: "must be another entity" });
export const entityRefusals = sayings({
  entity_many_aliases: "Together they have more than {max} names; take some away first.",
  entity_long_attributes: "What is known of both has more than {max} characters together; choose one.",
  entity_name_taken: "Another entity of this kind has the name by now.",
});
