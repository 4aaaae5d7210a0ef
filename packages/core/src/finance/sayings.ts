/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something about money. */
export const financeFields = sayings({
  leads_back: "leads back to the category",
  must_be_minor_units: "must be a whole number of minor units, in at most twelve digits",
  too_many_entries: "leaves more than {max} entries to add up",
});

/** Why something about money is not possible as it is. */
export const financeRefusals = sayings({
  receipt_meanwhile: "Another receipt of this amount was booked meanwhile.",
  category_of_itself: "A budget category cannot be part of itself, neither directly nor through others.",
});
