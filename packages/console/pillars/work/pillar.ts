import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "work",
  area: "life",
  glyph: "work",
  order: 20,
  pages: [
    {
      path: "work/tasks",
      load: () => import("./tasks.tsx"),
      label: { en: "Tasks", de: "Aufgaben" },
      navigation: "rail",
      key: "t",
    },
  ],
} satisfies Pillar;
