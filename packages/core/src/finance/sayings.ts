/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something about money. */
export const financeFields = sayings({
  leads_back: "leads back to the category",
  no_expression: "must be a regular expression of RE2 with a program of at most 1,000 instructions",
  must_be_minor_units: "must be a whole number of minor units, in at most twelve digits",
  invoiced_already: "is on an invoice already",
  other_currency: "has another currency than the first one",
  other_contact: "is for another contact than the first one",
  named_twice: "is named twice",
  invoice_too_large: "add up to more than an invoice can hold",
  no_mail_address: "must be given, since the contact of the invoice has no mail address",
  too_many_entries: "leaves more than {max} entries to add up",
});

/** Why something about money is not possible as it is. */
export const financeRefusals = sayings({
  receipt_meanwhile: "Another receipt of this amount was booked meanwhile.",
  changed_meanwhile: "The transactions are being changed by somebody else. Try again.",
  entries_meanwhile: "An entry was changed or invoiced meanwhile.",
  invoice_not_draft: "Only a draft of an invoice can be changed or sent.",
  invoice_not_sent: "Only an invoice that was sent can be paid.",
  invoice_settled: "An invoice that is paid or void stays so.",
  invoice_unmailable: "Only an invoice that was sent can be mailed.",
  invoice_mail_underway: "A mail with this invoice is on its way.",
  invoice_mailed_often: "An invoice can be mailed {max} times.",
  category_of_itself: "A budget category cannot be part of itself, neither directly nor through others.",
});
