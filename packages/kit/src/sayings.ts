/** What is said anywhere: of a field that was not given as it has to be, and of a request as a whole. */
import { type Coded, codedText, type Saying, sayings } from "./saying.ts";

/** Of a field, which is the subject: “must be at most 100”. */
export const fieldSayings = sayings({
  required: "is required",
  not_taken: "is not taken",
  not_taken_here: "is not taken here",
  unknown_field: "is not a field of this operation",
  unknown_parameter: "is not a parameter of this operation",
  unknown_cursor: "is not a cursor of this list",
  unknown_cursor_or_order: "is not a cursor of this list and order",
  unknown_changes: "is not a cursor of these changes",
  does_not_exist: "does not exist",
  fields_missing: "must name at least one field",
  empty: "must not be empty",
  must_be_empty: "must be empty",
  must_be_text: "must be text",
  must_be_number: "must be a number",
  must_be_whole_number: "must be a whole number",
  must_be_true_or_false: "must be true or false",
  must_be_list: "must be a list",
  must_be_object: "must be an object",
  must_be_null: "must be null",
  must_be_date: "must be a date",
  must_be_type: "must be {type}",
  must_be_one_of: "must be {values}",
  must_be_multiple: "must be a multiple of {divisor}",
  at_most: "must be at most {max}",
  at_least: "must be at least {min}",
  less_than: "must be less than {max}",
  greater_than: "must be greater than {min}",
  characters_at_most: "must have at most {max} characters, not {count}",
  characters_at_least: "must have at least {min} characters, not {count}",
  characters_exactly: "must have exactly {size} characters, not {count}",
  items_at_most: "must have at most {max} items, not {count}",
  items_at_least: "must have at least {min} items, not {count}",
  items_exactly: "must have exactly {size} items, not {count}",
  fields_at_most: "must have at most {max} fields, not {count}",
  fields_at_least: "must have at least {min} fields, not {count}",
  fields_exactly: "must have exactly {size} fields, not {count}",
  bytes_at_most: "must have at most {max} bytes, not {count}",
  bytes_at_least: "must have at least {min} bytes, not {count}",
  bytes_exactly: "must have exactly {size} bytes, not {count}",
  unknown_fields: "has fields that are not taken here: {names}",
  wrong_name: "has a name that is not taken: it {reason}",
  wrong_item: "has an item that is not taken: it {reason}",
  several_forms: "fits several of the forms that are taken here, and must fit one",
  no_form: "has none of the forms that are taken here",
  wrong_form: "must have the form that is asked for",
  begins_with: "must begin with “{text}”",
  ends_with: "must end with “{text}”",
  contains: "must contain “{text}”",
  must_be_uuid: "must be a UUID",
  must_be_instant: "must be an instant as 2026-03-02T08:00:00Z",
  must_be_day: "must be a day that exists, as YYYY-MM-DD",
  must_be_time: "must be a time as HH:MM",
  must_be_duration: "must be a duration as PT1H30M",
  must_be_email: "must be an e-mail address",
  must_be_url: "must be a URL",
  must_be_web_url: "must be an http or https URL",
  must_be_base64: "must be base64",
  must_be_base64url: "must be base64url",
  must_be_ipv4: "must be an IPv4 address",
  must_be_ipv6: "must be an IPv6 address",
  must_be_currency: "must be an ISO 4217 code",
  must_be_color: "must be a colour as #RRGGBB",
  must_be_sha256: "must be a SHA-256 as 64 lower-case hexadecimal digits",
  years_1_to_9999: "must be a date of the years 1 to 9999",
  not_before_1970: "must not be before 1970",
  after_field: "must be after {field}",
  not_before_field: "must not be before {field}",
  do_not_go_together: "has values that do not go together",
  out_of_range: "has a value that is out of range, or from which one follows that is",
  values_at_most: "may name at most {max} values, not {count}",
  json_at_most: "is longer than {max} characters as JSON",
  nested_at_most: "must be nested at most {max} levels deep",
  more_than_answers_hold: "asks for more than fits into an answer",
  must_be_visible_ascii: "must be 1 to 255 visible ASCII characters",
  must_be_etags: 'must be * or up to {max} ETags as answers have them, such as "3" with its quotes',
  name_not_storable: "has a field whose name must be well-formed text without NUL characters",
  in_words: "{reason}",
  not_storable: "must be well-formed text without NUL characters",
});

/** Of a request. */
export const requestSayings = sayings({
  read_only: "You may see this, but not change it.",
  administrators_only: "Only administrators may do this.",
  scope_needed: "The scope {scope} is needed.",
  no_etag: "These rows have no ETag.",
  at_version: "The row is at version {version}.",
  answer_too_large: "What was asked for is larger than an answer can be, which is 6 MB.",
  database_answer_too_large: "What was asked for is larger than the database can answer at once.",
  reference_missing: "A reference points to something that does not exist.",
  same_value: "Something else has the same value where each may have only one of its own.",
  values_apart: "The values do not go together.",
  value_missing: "A value is missing.",
  value_out_of_range: "A value, or one that follows from it, is out of range.",
  no_uuid: "{name} must be a UUID.",
  takes_no_body: "This operation takes no body.",
});

/** Words that have no code of their own, such as those of a parser: they stand in a sentence of another language as they are. */
export const wordsAlone = (text: string): Saying => ({ ...fieldSayings("in_words", { reason: text }), text });

/** What a statement raised: a sentence by its code, or the words alone where they are all that is known. */
export function raisedSaying(detail: string): Saying {
  const coded = codedText(detail);
  if (coded) return { ...coded, text: detail };
  return detail.startsWith('{"') ? (JSON.parse(detail) as Saying) : wordsAlone(detail);
}

/** The sentence that stands in a row, with its code where that was kept. */
export const keptSaying = (text: string | null, coded: Coded | null): Saying | undefined =>
  text === null ? undefined : coded ? { text, ...coded } : wordsAlone(text);
