/** What people are told of their money. */
import { sayings } from "#kit/saying";

export const told = sayings({
  invoice_not_mailed: "Invoice {number} was not mailed",
  invoice_not_mailed_nameless: "An invoice was not mailed",
  invoice_mail_refused: "The service that delivers mail refuses it: look at the address, and mail the invoice again.",
  invoice_mail_silent:
    "The service that delivers mail does not answer. The invoice keeps its number: mail it again later.",
  // Amounts are in minor units.
  budget_raised: "Budget {amount} {currency} for {category}",
  budget_exceeded_often:
    "In each of the last {months} months you spent more than {category} had: in the middle {spent} {currency}.",
});
