import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "work",
  label: { en: "Work", de: "Arbeit" },
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
    {
      path: "work/tasks/:taskId",
      load: () => import("./task.tsx"),
      label: { en: "Task", de: "Aufgabe" },
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "work.tasks.add",
      label: { en: "Add a task", de: "Aufgabe hinzufügen" },
      glyph: "plus",
      keys: "n",
      run: ({ go }) => go("work/tasks?add=yes"),
    },
  ],
  entities: {
    task: {
      label: { en: "Task", de: "Aufgabe" },
      read: "work.tasks.get",
      parameter: "taskId",
      path: (id) => `work/tasks/${id}`,
      events: {
        created: { en: "You noted {}", de: "{} notiert" },
        completed: { en: "{} is done", de: "{} ist erledigt" },
        reopened: { en: "{} is open again", de: "{} ist wieder offen" },
        updated: { en: "{} changed", de: "{} wurde geändert" },
        deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
        restored: { en: "{} is back", de: "{} ist wieder da" },
      },
    },
  },
} satisfies Pillar;
