import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "rhythm",
  label: { en: "Rhythm", de: "Rhythmus" },
  area: "life",
  glyph: "rhythm",
  order: 40,
  pages: [
    {
      path: "rhythm/habits",
      load: () => import("./habits.tsx"),
      label: { en: "Habits", de: "Gewohnheiten" },
      navigation: "rail",
      key: "k",
    },
    {
      path: "rhythm/habits/:habitId",
      load: () => import("./habit.tsx"),
      label: { en: "Habit", de: "Gewohnheit" },
      navigation: "none",
    },
    {
      path: "rhythm/focus",
      load: () => import("./focus.tsx"),
      label: { en: "Focus", de: "Fokus" },
      glyph: "timer",
      navigation: "rail",
      count: () => import("./FocusLeft.tsx"),
      key: "w",
    },
    {
      path: "rhythm/streaks",
      load: () => import("./streaks.tsx"),
      label: { en: "Streaks", de: "Serien" },
      glyph: "flag",
      navigation: "rail",
      key: "x",
    },
    {
      path: "rhythm/routines",
      load: () => import("./routines.tsx"),
      label: { en: "Routines", de: "Routinen" },
      navigation: "rail",
      key: "u",
    },
    {
      path: "rhythm/routines/:routineId",
      load: () => import("./routine.tsx"),
      label: { en: "Routine", de: "Routine" },
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "rhythm.habits.add",
      label: { en: "Add a habit", de: "Gewohnheit hinzufügen" },
      glyph: "check",
      run: ({ go }) => go("rhythm/habits?add=yes"),
    },
    {
      id: "rhythm.focus.start",
      label: { en: "Start to focus", de: "Fokuszeit beginnen" },
      glyph: "timer",
      run: ({ go }) => go("rhythm/focus"),
    },
    {
      id: "rhythm.routines.add",
      label: { en: "Add a routine", de: "Routine hinzufügen" },
      glyph: "repeat",
      run: ({ go }) => go("rhythm/routines?add=yes"),
    },
  ],
  entities: {
    routine: {
      label: { en: "Routine", de: "Routine" },
      read: "rhythm.routines.get",
      parameter: "routineId",
      path: (id) => `rhythm/routines/${id}`,
    },
    habit: {
      label: { en: "Habit", de: "Gewohnheit" },
      glyph: "check",
      read: "rhythm.habits.get",
      parameter: "habitId",
      path: (id) => `rhythm/habits/${id}`,
    },
    focus: {
      label: { en: "Focus session", de: "Fokuszeit" },
      glyph: "timer",
      path: () => "rhythm/focus",
    },
    streak: {
      label: { en: "Streak", de: "Serie" },
      glyph: "chart",
      path: () => "rhythm/streaks",
    },
    achievement: {
      label: { en: "Achievement", de: "Erfolg" },
      glyph: "flag",
      path: () => "rhythm/streaks",
    },
    day: {
      label: { en: "The day", de: "Der Tag" },
      glyph: "moon",
    },
  },
} satisfies Pillar;
