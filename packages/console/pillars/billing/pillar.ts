import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "billing",
  label: { en: "Plan", de: "Tarif" },
  area: "life",
  glyph: "finance",
  order: 95,
  pages: [],
  entities: {
    "billing.subscription.changed": {
      label: { en: "Subscription", de: "Abo" },
      events: {
        changed: { en: "Your subscription changed", de: "Dein Abo wurde geändert" },
      },
    },
  },
} satisfies Pillar;
