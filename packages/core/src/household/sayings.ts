/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** Why something of a household is not possible as it is. */
export const householdRefusals = sayings({
  cooked_for_event: "Something else was cooked for this event.",
  page_no_json: "What is at the address is no JSON, although it says so.",
  no_recipe: "No schema.org Recipe with a name and ingredients or steps was found.",
  bought_already: "This was bought already.",
  vendor_here: "The household has a vendor of this name; case, accents and branch numbers do not tell two apart.",
  alias_here: "This spelling leads to the vendor already.",
  everybodys_vendor: "This vendor is everybody's; add one of your own to change it.",
  everybodys_vendor_merge: "This vendor is everybody's; add one of your own to merge it into.",
  restock_here: "The list has this to be restocked already.",
});
