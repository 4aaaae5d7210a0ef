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
  row_refused: "{detail}",
});

/** Why an import cannot go on. */
export const importErrors = sayings({
  kind_gone: "Nothing here imports {kind} any more.",
  import_gave_up: "It could not be finished; this was tried several times. It can go on where it stopped.",
  import_refused: "{detail}",
  source_gone: "The file is not there any more.",
  source_replaced: "The file was replaced while it was read.",
  zip_broken: "It is no zip file, or a broken one: {detail}.",
  zip_too_many: "The zip file has more than {max} members.",
  zip_bomb: "“{name}” would be {times} times as large when it is unpacked: this is a zip bomb.",
  zip_too_large: "The zip file would be larger than {maxGb} GB when it is unpacked.",
  zip_overlaps: "Members of the zip file overlap: this is a zip bomb.",
  zip_encrypted: "“{name}” is encrypted; please make the zip file without a password.",
  zip_method: "“{name}” is packed by a method that is not known here ({method}).",
  zip_leads_out: "The zip file has a member that leads out of its folder: “{path}”.",
  csv_utf16: "The file is in UTF-16; please save it as UTF-8.",
  csv_too_many_columns: "Its first line names more than {max} columns.",
  csv_columns_missing: "Its first line does not name what is needed: {columns}.",
  csv_empty: "The file is empty.",
  csv_quotation: "From line {line} on it is no CSV: a quotation mark has no other that ends the text.",
  json_ends: "The file ends in the middle: it is not complete.",
  json_broken: "It is no JSON of the expected form, before byte {byte}.",
  json_too_long: "The file has a value of more than {maxMb} MB.",
  json_too_deep: "The file has values nested more than {max} deep.",
});
