import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "platform",
  label: { en: "Asking", de: "Nachfragen" },
  area: "life",
  glyph: "bell",
  order: 0,
  pages: [
    {
      path: "today",
      load: () => import("./today.tsx"),
      label: { en: "Today", de: "Heute" },
      glyph: "today",
      navigation: "rail",
      tab: 1,
      key: "d",
    },
    {
      path: "platform/notifications",
      load: () => import("./notifications.tsx"),
      label: { en: "Notifications", de: "Mitteilungen" },
      glyph: "bell",
      navigation: "top",
      count: () => import("./UnreadCount.tsx"),
      key: "n",
    },
  ],
  entities: {
    notification: {
      label: { en: "Notification", de: "Mitteilung" },
      glyph: "bell",
      path: (id) => `platform/notifications?open=${id}`,
    },
  },
} satisfies Pillar;
