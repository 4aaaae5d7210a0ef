/** Why something is not possible with entities and links now, and what is wrong with a field of them. */
import { sayings } from "#kit/saying";

export const graphRefusals = sayings({
  entity_here: "You have an entity of this kind and name.",
  linked_already: "They are linked in this way already.",
  link_ends: "Both ends have to be rows that are there and that you may see.",
});

export const graphFields = sayings({
  linked_itself: "is the row that is linked",
  relation_of_texts: "is a relation that follows texts, and is not made by hand",
  name_of_signs: "must have a letter, a digit or a sign that is seen",
  same_tag: "is the tag that it has",
});
