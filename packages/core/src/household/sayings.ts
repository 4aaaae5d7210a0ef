/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something of a household. */
export const householdFields = sayings({
  needs_too_much: "needs more than {max} of an ingredient",
  nothing_expires: "is of what is in stock, which is nothing",
  required_with_price: "is required with a price",
  less_than_least: "must not be less than qty",
  no_page: "leads to no page that can be read",
  unit_does_not_convert: "{from} does not convert into {to}, in which this is counted",
  quantity_from_to: "must be from {min} to {max} {unit}",
  another_vendor: "must be another vendor",
  letter_or_digit: "must hold a letter or a digit",
});

/** Why something of a household is not possible as it is. */
export const householdRefusals = sayings({
  cooked_for_event: "Something else was cooked for this event.",
  page_no_json: "What is at the address is no JSON, although it says so.",
  page_not_fetched: "The page was not fetched: {reason}.",
  page_answered: "The page was not fetched: its server answered {status}.",
  unit_not_converted: "{from} cannot be converted into {to}.",
  list_meanwhile: "The list was changed at the same moment; try again.",
  undo_stays: "This took something back itself; book it anew instead.",
  undone_already: "This was undone already.",
  used_since: "Some of what came in has been used since.",
  many_aliases: "A vendor has at most {max} aliases.",
  other_unit_now: "The item is counted in {unit} now; try again.",
  booked_in_other_unit: "This was booked in {booked} and the item is counted in {unit} now.",
  not_enough: "There is only {available} {unit} of it.",
  unit_in_use: "The stock is counted in {unit}; correct it to nothing before you change the unit.",
  no_recipe: "No schema.org Recipe with a name and ingredients or steps was found.",
  bought_already: "This was bought already.",
  vendor_here: "The household has a vendor of this name; case, accents and branch numbers do not tell two apart.",
  alias_here: "This spelling leads to the vendor already.",
  everybodys_vendor: "This vendor is everybody's; add one of your own to change it.",
  everybodys_vendor_merge: "This vendor is everybody's; add one of your own to merge it into.",
  restock_here: "The list has this to be restocked already.",
});
