import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "billing",
  label: { en: "Plan", de: "Tarif" },
  area: "life",
  glyph: "finance",
  order: 95,
  pages: [
    {
      path: "billing/subscription",
      load: () => import("./subscription.tsx"),
      label: { en: "Plan and usage", de: "Tarif und Verbrauch" },
      glyph: "card",
      navigation: "foot",
    },
  ],
  entities: {
    "billing.subscription.changed": {
      label: { en: "Subscription", de: "Abo" },
      path: () => "billing/subscription",
    },
  },
} satisfies Pillar;
