/** What importers of contacts say about cards and files. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of a contact. */
export const contactFields = sayings({
  must_be_birthday: "must be a day as YYYY-MM-DD or --MM-DD",
  must_be_real_day: "must be a day that exists",
  not_yet: "must not be later than tomorrow",
  amount_and_currency: "goes with an amount, and an amount with it",
  amount_of_what: "must say what the amount is: a gift, a loan or a repayment",
  whose_exchange: "must say whose it was: outbound is yours, inbound that of the contact",
  amount_of_debt: "must be there for a loan or a repayment",
  once_with_year: "must have its year, unless it comes each year",
  another_contact: "must be another contact",
  own_contact: "must be a contact of your own",
});

/** Why something about a contact is not possible. */
export const peopleRefusals = sayings({
  related_already: "These two are this to each other already.",
  many_relations: "A contact has at most {max} relations.",
});

export const contactReasons = sayings({
  contact_too_much: "Together with the contact that is here it has more than {max} addresses or numbers.",
  card_nameless: "It has no name, no mail address and no telephone number.",
  card_too_many_emails: "It has {count} mail addresses; a contact has {max} at most.",
  card_too_many_phones: "It has {count} telephone numbers; a contact has {max} at most.",
  card_long_email: "One of its mail addresses is longer than {max} characters.",
  card_long_phone: "One of its telephone numbers is longer than {max} characters.",
  card_long_note: "Its note has {count} characters; {max} are the most.",
  card_long_details: "Its addresses and further facts have more than {max} characters.",
  vcard_no_end: "The card has no END:VCARD; the next one begins before.",
  vcard_cut: "The file ends before the card does: END:VCARD is missing.",
  vcard_too_deep: "More than {max} cards are nested in it.",
  vcard_too_many: "It has more than {max} properties.",
  vcard_long_property: "Its {property} on line {line} is longer than {maxKb} KB.",
  vcard_too_much: "It has more than {maxMb} MB of text.",
});

/** Why a contact is not found, or not changed, because of what became of it. */
export const contactRefusals = sayings({
  contact_merged: "It was merged into the contact {into}.",
  duplicate_dismissed: "They have been said to be two already.",
  duplicate_open: "They have not been said to be two.",
});

export const contactErrors = sayings({
  contacts_header:
    "Its first line names no columns that Google Contacts or Outlook (in English or German) writes, such as First Name, Last Name and E-mail Address. A vCard file (.vcf) works in every language.",
  vcard_long_line: "Line {line} is longer than {maxMb} MB, which no vCard is.",
  vcard_long: "The card that begins on line {line} is longer than {maxMb} MB, which no vCard is.",
  vcard_none: "There is no vCard in it: no line says BEGIN:VCARD.",
});
