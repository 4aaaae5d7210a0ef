import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "cortex",
  label: { en: "Insight", de: "Erkenntnis" },
  area: "life",
  glyph: "cortex",
  order: 100,
  pages: [
    {
      path: "cortex/insights",
      load: () => import("./insights.tsx"),
      label: { en: "Insights", de: "Erkenntnisse" },
      navigation: "rail",
      key: "i",
    },
    {
      path: "cortex/insights/:insightId",
      load: () => import("./insight.tsx"),
      label: { en: "Insight", de: "Erkenntnis" },
      navigation: "none",
    },
  ],
  entities: {
    insight: {
      label: { en: "Insight", de: "Erkenntnis" },
      read: "cortex.insights.get",
      parameter: "insightId",
      path: (id) => `cortex/insights/${id}`,
      events: {
        created: { en: "{} was noted", de: "{} wurde notiert" },
        updated: { en: "{} changed", de: "{} wurde geändert" },
        found: { en: "Noticed: {}", de: "Bemerkt: {}" },
        rated: { en: "You rated: {}", de: "Du hast beurteilt: {}" },
        deleted: { en: "{} was forgotten", de: "{} wurde vergessen" },
      },
    },
  },
} satisfies Pillar;
