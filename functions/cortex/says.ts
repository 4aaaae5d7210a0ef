import type { Words } from "#contract/words.ts";

export default {
  about: "Findings about your life, with the figures that they rest on.",
  order: 70,
  fields: {
    "PlatformDashboard.insights": "The newest findings.",
    dedupeKey: "By which the same finding is known again.",
    evidence: "The figures that it rests on.",
    feedback: "What the person thinks of it.",
    generatedBy: "Whether a rule, statistics or a model found it.",
    shownAt: "When it was first shown.",
  },
  operations: {
    "cortex.insights.feedback": "Whether it was helpful, or is not to be shown any longer.",
    "cortex.insights.get": "What was found about you, how sure that is, and the figures that it rests on.",
  },
} satisfies Words;
