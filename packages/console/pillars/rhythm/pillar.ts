import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "rhythm",
  label: { en: "Rhythm", de: "Rhythmus" },
  area: "life",
  glyph: "rhythm",
  order: 40,
  pages: [
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
      events: {
        created: { en: "The routine {} was made", de: "Die Routine {} wurde angelegt" },
        updated: { en: "The routine {} changed", de: "Die Routine {} wurde geändert" },
        deleted: { en: "The routine {} was deleted", de: "Die Routine {} wurde gelöscht" },
        restored: { en: "The routine {} is back", de: "Die Routine {} ist wieder da" },
        paused: { en: "{} was paused", de: "{} pausiert" },
        resumed: { en: "{} goes on", de: "{} geht weiter" },
        due: { en: "It was time for {}", de: "Es war Zeit für {}" },
        ran: { en: "{} ran", de: "{} lief" },
      },
    },
    day: {
      label: { en: "The day", de: "Der Tag" },
      glyph: "moon",
      events: { ended: { en: "The day ended", de: "Der Tag ging zu Ende" } },
    },
  },
} satisfies Pillar;
