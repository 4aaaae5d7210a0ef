/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something about money. */
export const financeFields = sayings({
  leads_back: "leads back to the category",
  no_expression: "must be a regular expression of RE2 with a program of at most 1,000 instructions",
});

/** Why something about money is not possible as it is. */
export const financeRefusals = sayings({
  receipt_meanwhile: "Another receipt of this amount was booked meanwhile.",
  changed_meanwhile: "The transactions are being changed by somebody else. Try again.",
  category_of_itself: "A budget category cannot be part of itself, neither directly nor through others.",
});
