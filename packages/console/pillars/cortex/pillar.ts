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
    {
      path: "cortex/correlations",
      load: () => import("./correlations.tsx"),
      label: { en: "What goes together", de: "Zusammenhänge" },
      glyph: "chart",
      navigation: "rail",
    },
    {
      path: "cortex/spend",
      load: () => import("./spend.tsx"),
      label: { en: "Tokens", de: "Tokens" },
      glyph: "spark",
      navigation: "foot",
    },
    {
      path: "cortex/correlations/:correlationId",
      load: () => import("./correlation.tsx"),
      label: { en: "What goes together", de: "Zusammenhang" },
      navigation: "none",
    },
    {
      path: "cortex/correlation-pairs",
      load: () => import("./correlation-pairs.tsx"),
      label: { en: "Your own pairs", de: "Eigene Paare" },
      glyph: "chart",
      navigation: "none",
    },
    {
      path: "cortex/patterns",
      load: () => import("./patterns.tsx"),
      label: { en: "Patterns", de: "Muster" },
      glyph: "repeat",
      navigation: "rail",
    },
  ],
  entities: {
    "cortex.tokens.exhausted": {
      label: { en: "Tokens", de: "Tokens" },
      path: () => "cortex/spend",
    },
    correlation: {
      label: { en: "What goes together", de: "Zusammenhang" },
      read: "cortex.correlations.get",
      parameter: "correlationId",
      path: (id) => `cortex/correlations/${id}`,
    },
    correlation_pair: {
      label: { en: "Pair of your own", de: "Eigenes Paar" },
      read: "cortex.correlation-pairs.get",
      parameter: "correlationPairId",
      path: () => "cortex/correlation-pairs",
    },
    pattern: {
      label: { en: "Pattern", de: "Muster" },
      read: "cortex.patterns.get",
      parameter: "patternId",
      nameOf: ({ description }) => (typeof description === "string" ? description : undefined),
      path: () => "cortex/patterns",
    },
    insight: {
      label: { en: "Insight", de: "Erkenntnis" },
      read: "cortex.insights.get",
      parameter: "insightId",
      path: (id) => `cortex/insights/${id}`,
    },
  },
} satisfies Pillar;
