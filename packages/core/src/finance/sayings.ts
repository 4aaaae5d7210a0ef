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
  after_today: "must not be after today",
  before_from: "must not be before `from`",
  too_many_steps: "must be within {max} steps of `from`",
  itself: "must be another transaction",
  not_joinable: "must be an account of your own that is not connected",
  not_of_bank: "must be accounts that the bank has, in the currencies that yours are kept in",
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
  balance_is_kept: "The balance of this account follows from its transactions; reconcile it instead.",
  balance_too_large: "The balance of the account would be more than can be counted.",
  other_currency_than_account: "The account is kept in {currency}, and its transactions are too.",
  currency_in_use: "There are transactions in {currency} on the account.",
  transfer_taken: "One of the two is part of another transfer already.",
  not_a_transfer:
    "A transfer leaves one account and comes into another, as the same amount where the currency is the same.",
  proposal_settled: "The proposal was accepted or dismissed already.",
  category_of_itself: "A budget category cannot be part of itself, neither directly nor through others.",
});
