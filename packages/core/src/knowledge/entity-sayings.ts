/** Why entities are not merged. */
import { sayings } from "#kit/saying";

export const entityFields = sayings({ another_entity: "must be another entity" });

export const entityRefusals = sayings({
  entity_many_aliases: "Together they have more than {max} names; take some away first.",
  entity_long_attributes: "What is known of both has more than {max} characters together; choose one.",
  entity_name_taken: "Another entity of this kind has the name by now.",
});
