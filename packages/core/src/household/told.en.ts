/** What people are told of their household. */
import { sayings } from "#kit/saying";

export const told = sayings({
  use_up_today: "Use up {name} today",
  use_up_tomorrow: "Use up {name} tomorrow",
  use_up_several: "{count} things to use up",
  use_today: "{name}: today.",
  use_tomorrow: "{name}: tomorrow.",
  use_more: "And {count} more.",
  recipe_uses: "{recipe} would use {names}.",
  expiring_one: "{name} expires soon",
  expiring_several: "{count} things expire within days",
  expires_today: "{name} today.",
  expires_tomorrow: "{name} tomorrow.",
  expires_in_days: "{name} in {days} days.",
  item_price_higher: "{name} has become dearer",
  item_price_lower: "{name} has become cheaper",
  // Amounts are in minor units, for one of the item's unit.
  item_price_from_to: "One {unit} was usually {currency} {before}, and {currency} {now} the last time.",
  item_price_of: "Compared with your last {count} purchases.",
});
