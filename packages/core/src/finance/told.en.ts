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
  budget_drift: "{category} is on its way over the budget",
  budget_drift_pace: "{currency} {spent} of {currency} {available} is spent.",
  budget_drift_usual: "With what usually comes after this day, the month ends at about {currency} {projected}.",
  budget_drift_linear: "At this pace, the month ends at about {currency} {projected}.",
  price_higher: "{name} costs more",
  price_lower: "{name} costs less",
  price_from_to: "It was {currency} {before} and is {currency} {now}, since {day}.",
  price_a_year: "Over a year that makes {currency} {difference}.",
  spends_most_monday: "You spend most on Mondays.",
  spends_most_tuesday: "You spend most on Tuesdays.",
  spends_most_wednesday: "You spend most on Wednesdays.",
  spends_most_thursday: "You spend most on Thursdays.",
  spends_most_friday: "You spend most on Fridays.",
  spends_most_saturday: "You spend most on Saturdays.",
  spends_most_sunday: "You spend most on Sundays.",
});
