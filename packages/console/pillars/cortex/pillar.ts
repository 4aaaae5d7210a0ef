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
      path: "cortex/proposals",
      load: () => import("./proposals.tsx"),
      label: { en: "Proposals", de: "Vorschläge" },
      navigation: "rail",
    },
    {
      path: "cortex/email-drafts",
      load: () => import("./email-drafts.tsx"),
      label: { en: "Drafts of mails", de: "Mail-Entwürfe" },
      glyph: "mail",
      navigation: "rail",
    },
    {
      path: "cortex/email-drafts/:emailDraftId",
      load: () => import("./email-draft.tsx"),
      label: { en: "Draft of a mail", de: "Mail-Entwurf" },
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
    proposal: {
      label: { en: "Proposal", de: "Vorschlag" },
      read: "cortex.proposals.get",
      parameter: "proposalId",
      path: () => "cortex/proposals",
    },
    email_draft: {
      label: { en: "Draft of a mail", de: "Mail-Entwurf" },
      glyph: "mail",
      read: "cortex.email-drafts.get",
      parameter: "emailDraftId",
      path: (id) => `cortex/email-drafts/${id}`,
      nameOf: (row) => (typeof row.subject === "string" && row.subject !== "" ? row.subject : undefined),
    },
    insight: {
      label: { en: "Insight", de: "Erkenntnis" },
      read: "cortex.insights.get",
      parameter: "insightId",
      path: (id) => `cortex/insights/${id}`,
    },
  },
} satisfies Pillar;
