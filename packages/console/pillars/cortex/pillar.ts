import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "cortex",
  label: { en: "Insight", de: "Erkenntnis" },
  area: "life",
  glyph: "cortex",
  order: 100,
  pages: [
    {
      path: "cortex/conversations",
      load: () => import("./conversations.tsx"),
      label: { en: "Ask", de: "Fragen" },
      glyph: "spark",
      navigation: "rail",
    },
    {
      path: "cortex/conversations/:conversationId",
      load: () => import("./conversation.tsx"),
      label: { en: "Conversation", de: "Gespräch" },
      navigation: "none",
    },
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
      path: "cortex/correlations/:correlationId",
      load: () => import("./correlation.tsx"),
      label: { en: "What goes together", de: "Zusammenhang" },
      navigation: "none",
    },
  ],
  entities: {
    conversation: {
      label: { en: "Conversation", de: "Gespräch" },
      read: "cortex.conversations.get",
      parameter: "conversationId",
      path: (id) => `cortex/conversations/${id}`,
    },
    message: { label: { en: "Message", de: "Nachricht" } },
    approval: {
      label: { en: "Proposal", de: "Vorschlag" },
      read: "cortex.approvals.get",
      parameter: "approvalId",
    },
    correlation: {
      label: { en: "What goes together", de: "Zusammenhang" },
      read: "cortex.correlations.get",
      parameter: "correlationId",
      path: (id) => `cortex/correlations/${id}`,
    },
    insight: {
      label: { en: "Insight", de: "Erkenntnis" },
      read: "cortex.insights.get",
      parameter: "insightId",
      path: (id) => `cortex/insights/${id}`,
    },
  },
} satisfies Pillar;
