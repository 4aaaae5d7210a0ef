/** What the mechanism of imports, and what reads their formats, says about rows and files. Importers add sentences of their own. */
import { sayings } from "#kit/saying";

/** Why a row was skipped or could not be taken. */
export const rowReasons = sayings({
  no_row: "It is no row.",
  same_row_before: "The same row came before.",
  imported_before: "It was imported before.",
  imported_and_changed: "It was imported before and changed here since.",
  imported_and_deleted: "It was imported before and deleted here since.",
  is_here: "It is here already.",
  nothing_new: "It says nothing new.",
  changes_all_the_time: "It is being changed by somebody else all the time.",
});

/** Why an import cannot go on. */
export const importErrors = sayings({
  kind_gone: "Nothing here imports {kind} any more.",
  import_gave_up: "It could not be finished; this was tried several times. It can go on where it stopped.",
  source_gone: "The file is not there any more.",
  source_replaced: "The file was replaced while it was read.",
  zip_broken: "It is no zip file, or a broken one: {detail}.",
  zip_too_many: "The zip file has more than {max} members.",
  zip_bomb: "“{name}” would be {times} times as large when it is unpacked: this is a zip bomb.",
  zip_too_large: "The zip file would be larger than {maxGb} GB when it is unpacked.",
  zip_no_room:
    "“{name}” has {bytes} when it is unpacked, and there is no room for that: the tier {tier} has {size} for all your files. It can go on where it stopped, once there is.",
  zip_overlaps: "Members of the zip file overlap: this is a zip bomb.",
  zip_encrypted: "“{name}” is encrypted; please make the zip file without a password.",
  zip_method: "“{name}” is packed by a method that is not known here ({method}).",
  zip_leads_out: "The zip file has a member that leads out of its folder: “{path}”.",
  csv_utf16: "The file is in UTF-16; please save it as UTF-8.",
  csv_too_many_columns: "Its first line names more than {max} columns.",
  csv_columns_missing: "Its first line does not name what is needed: {columns}.",
  csv_empty: "The file is empty.",
  csv_long_line: "Line {line} is longer than {maxKb} KB, which no row of a table is.",
  csv_quotation: "From line {line} on it is no CSV: a quotation mark has no other that ends the text.",
  json_ends: "The file ends in the middle: it is not complete.",
  json_broken: "It is no JSON of the expected form, before byte {byte}.",
  json_too_long: "The file has a value of more than {maxMb} MB.",
  json_too_deep: "The file has values nested more than {max} deep.",
});

/** Why a message, or a PDF that is attached to it, was not read, or what a person has to look at. */
export const mailReasons = sayings({
  mail_empty: "The message is empty.",
  mail_no_head: "The message has none of the header fields of an e-mail, such as From, Date or Subject.",
  mail_too_large: "The message is too large to be read.",
  mail_gone: "The message itself is no longer kept.",
  mail_bytes: "The message has {bytes} bytes; at most {max} are read.",
  mail_seconds: "Reading the message takes more than {seconds} seconds.",
  mail_memory: "Reading the message takes more than {maxMb} MB of memory.",
  mail_breaks_reader: "The message breaks the program that reads it.",
  mail_costly_to_show: "Showing the message takes more than is allowed.",
  mail_gave_up: "It could not be read; this was tried several times.",
  receipt_incomplete: "It looks like a receipt, but what was paid, to whom or when could not be found in it.",
  receipt_hardly: "It may be a receipt, but hardly says so.",
  receipt_unsure: "It looks like a receipt, but what it says could not be read for sure.",
  receipt_large: "Its total is so large that a person should book it.",
  receipt_nothing_paid: "Nothing was paid.",
  pdf_empty: "The PDF is empty.",
  pdf_bytes: "The PDF has {bytes} bytes; at most {max} are read.",
  pdf_none: "The file does not start like a PDF.",
  pdf_seconds: "Reading the PDF takes more than {seconds} seconds.",
  pdf_memory: "Reading the PDF takes more than {maxMb} MB of memory.",
  pdf_unfolds: "The PDF unfolds to more than {max} bytes of text.",
  pdf_breaks_reader: "The PDF breaks the program that reads it.",
  pdf_encrypted: "The PDF is encrypted and needs a password.",
  pdf_damaged: "The PDF is damaged and cannot be read.",
  pdf_not_opened: "It was not opened, because other PDFs of the message cost too much.",
});

/** Why something of mail is not possible as it is. */
export const mailRefusals = sayings({
  many_addresses: "At most {max} addresses can receive mail at once.",
});

/** What is wrong with a field of what is asked for. */
export const importFields = sayings({
  no_option: "“{name}” is not an option of this kind",
});

/** Why a delivery by another program was refused, or had no effect. */
export const deliveryReasons = sayings({
  header_malformed: "The header {header} is missing or malformed.",
  header_time: "The time in {header} is more than five minutes away from now.",
  header_signature: "No signature in {header} is right.",
  delivery_key: "The key of the object holds NUL, half of a character or a dot segment, or is too long.",
  no_address_here: "No recipient is an address of {domain}.",
  address_of_nobody: "Nobody has the address that the message was sent to.",
});

/** Why an import is not in a state for what was asked. */
export const importRefusals = sayings({
  taken_in_before: "The import {importJobId} has taken them in; say `again` to import them once more.",
  file_not_here: "The file has not arrived yet, or is being checked.",
  not_dry_run: "It is no dry run.",
  dry_run_unfinished: "The dry run is not finished yet.",
  import_finished: "It is finished.",
  being_undone: "It was being undone; undo it to the end.",
  dry_run_did_nothing: "A dry run has done nothing.",
  import_undone: "It is undone.",
  import_unfinished: "It is not finished yet; cancel it first.",
  only_stopped: "Only an import that stopped can go on.",
});
