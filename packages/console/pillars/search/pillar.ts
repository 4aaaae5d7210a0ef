import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "search",
  area: "life",
  glyph: "search",
  order: 115,
  pages: [
    {
      path: "search",
      load: () => import("./search.tsx"),
      label: { en: "Search everything", de: "Überall suchen" },
      navigation: "none",
    },
  ],
} satisfies Pillar;
