import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "timeline",
  area: "life",
  glyph: "trace",
  order: 110,
  pages: [
    {
      path: "timeline",
      load: () => import("./timeline.tsx"),
      label: { en: "Timeline", de: "Zeitachse" },
      navigation: "rail",
      tab: 3,
      key: "h",
    },
  ],
} satisfies Pillar;
