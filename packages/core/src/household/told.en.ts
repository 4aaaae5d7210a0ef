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
});
