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
  expiring_one: "{name} läuft bald ab",
  expiring_several: "{count} Dinge laufen in den nächsten Tagen ab",
  expires_today: "{name} heute.",
  expires_tomorrow: "{name} morgen.",
  expires_in_days: "{name} in {days} Tagen.",
  item_price_higher: "{name} ist teurer geworden",
  item_price_lower: "{name} ist billiger geworden",
  item_price_from_to: ({ before, now, unit, currency }, by) =>
    `Pro Einheit (${unit}) waren es sonst ${by.money(Number(before), String(currency))}, zuletzt ${by.money(Number(now), String(currency))}.`,
  item_price_of: "Verglichen mit den letzten {count} Einkäufen.",
} satisfies ToldWords;
