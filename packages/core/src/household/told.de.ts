/** Was über den Haushalt gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  use_up_today: "{name} heute aufbrauchen",
  use_up_tomorrow: "{name} bis morgen aufbrauchen",
  use_up_several: "{count} Dinge sind aufzubrauchen",
  use_today: "{name}: heute.",
  use_tomorrow: "{name}: morgen.",
  use_more: ({ count }, by) =>
    by.plural(Number(count), { one: "Und noch eines.", other: `Und noch ${by.number(Number(count))}.` }),
  recipe_uses: "Für {recipe} brauchst du {names}.",
} satisfies ToldWords;
