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
  account_for_ofx: "is needed for a statement, which is of one account",
  named_twice: "is named twice",
  invoice_too_large: "add up to more than an invoice can hold",
  after_today: "must not be after today",
  before_from: "must not be before `from`",
  too_many_steps: "must be within {max} steps of `from`",
  itself: "must be another transaction",
  must_add_up: "add up to {sum} minor units, and the transaction has {amount}",
  must_begin_month: "must be the first day of a month",
  no_expense: "is no category of expenses",
  too_many_envelopes: "has more than {max} categories and currencies to report of",
  no_mail_address: "must be given, since the contact of the invoice has no mail address",
  not_joinable: "must be an account of your own that is not connected",
  not_of_bank: "must be accounts that the bank has, in the currencies that yours are kept in",
  too_many_entries: "leaves more than {max} entries to add up",
});

/** Why something about money is not possible as it is. */
export const financeRefusals = sayings({
  receipt_meanwhile: "Another receipt of this amount was booked meanwhile.",
  bill_meanwhile: "Another mail about this bill was read meanwhile.",
  bill_cancelled: "A bill that is not to be paid any more cannot be paid.",
  bill_called_off: "A bill that is not to be paid any more stays so.",
  bill_payment_here: "The payment of this bill is here; as long as that is, the bill is paid.",
  proposal_accepted: "The rule that was proposed is there already.",
  proposal_names_nothing: "What the proposed rule would set is gone.",
  changed_meanwhile: "The transactions are being changed by somebody else. Try again.",
  entries_meanwhile: "An entry was changed or invoiced meanwhile.",
  invoice_not_draft: "Only a draft of an invoice can be changed or sent.",
  invoice_not_sent: "Only an invoice that was sent can be paid.",
  invoice_settled: "An invoice that is paid or void stays so.",
  balance_is_kept: "The balance of this account follows from its transactions; reconcile it instead.",
  balance_too_large: "The balance of the account would be more than can be counted.",
  other_currency_than_account: "The account is kept in {currency}, and its transactions are too.",
  currency_of_bank: "The bank keeps the account in {currency}.",
  currency_in_use: "There are transactions in {currency} on the account.",
  transfer_taken: "One of the two is part of another transfer already.",
  not_a_transfer:
    "A transfer leaves one account and comes into another, as the same amount where the currency is the same.",
  proposal_settled: "The proposal was accepted or dismissed already.",
  splits_apart: "The splits do not add up to the transaction.",
  split_amount: "It is split into parts of another sum; remove the splits first.",
  invoice_unmailable: "Only an invoice that was sent can be mailed.",
  invoice_mail_underway: "A mail with this invoice is on its way.",
  invoice_mailed_often: "An invoice can be mailed {max} times.",
  category_of_itself: "A budget category cannot be part of itself, neither directly nor through others.",
});

/** What there is too much of for now. */
export const financeLimits = sayings({
  invoice_mails_a_day: "On the plan {tier}, {max} invoices can be mailed in 24 hours.",
});

/** Why something of a bank's file was skipped or could not be taken. */
export const statementReasons = sayings({
  day_unknown: "“{text}” is no day on which a bank books.",
  amount_unknown: "“{text}” is no amount.",
  amount_too_fine: "{amount} is finer than {currency} can be paid.",
  amount_too_large: "{amount} is more than one payment can be.",
  bank_tells: "The bank of the account tells by itself of everything since {day}.",
  account_unsaid: "The file does not say which account it belongs to.",
  account_gone: "Its account is not here any more; name another one.",
  account_other: "It belongs to another account of the file than the one that was chosen for it.",
  account_currency: "It is in {currency}, and its account in {other}.",
  account_chosen: "It is the account that was chosen.",
  account_here: "The account is here already.",
  category_here: "The category is here already.",
  splits_differ: "Its parts do not add up to it.",
  splits_too_many: "It has more than {max} parts.",
  no_money_moved: "No money moved with it.",
  not_booked: "The bank has not booked it.",
  balance_line: "It is a balance and no payment.",
  direction_unknown: "“{text}” does not say whether it was paid or received.",
});

/** Why a bank's file cannot be read. */
export const statementErrors = sayings({
  line_too_long: "Line {line} is longer than {maxKb} KB, which no line of such a file is.",
  account_needed: "The file does not say which account it belongs to: choose one (`accountId`).",
  date_order_needed: "Days such as {example} may mean two things: say in which order they are (`dateOrder`).",
  ofx_none: "It is no OFX file: nothing in it says <OFX>.",
  ofx_no_statement: "The OFX file has no statement of an account in it.",
  ofx_cut: "The OFX file ends in the middle: it is not complete.",
  ofx_refused: "The bank has answered with an error instead of a statement: {message} ({code}).",
  value_too_long: "A value on line {line} is longer than {maxKb} KB.",
  xml_broken: "From line {line} on it is no XML: {detail}.",
  xml_doctype: "It declares its own entities (a DTD), which no bank does and which can be a bomb; it is not read.",
  xml_too_deep: "Its elements are nested more than {max} deep.",
  camt_none: "It is no CAMT.053 file, but {found}.",
  qif_none: "It is no QIF file: no line of it says !Type or !Account.",
  qif_no_type:
    "The QIF file does not say what its records are: a line such as !Type:Bank has to come before line {line}.",
  csv_columns_needed: "What its columns are cannot be told: say it (`columns`).",
  csv_columns_wrong: "“{name}” is no column of payments; there are {known}.",
  csv_columns_incomplete: "A day and an amount are needed among the columns (`columns`).",
});

/** Why a report of Plaid's was refused. */
export const plaidReasons = sayings({
  plaid_other_body: "The hash in Plaid-Verification is of another body.",
  plaid_key: "The key of Plaid-Verification is unknown or has ended.",
});
