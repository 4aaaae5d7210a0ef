import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "health",
  label: { en: "Health", de: "Gesundheit" },
  area: "life",
  glyph: "health",
  order: 50,
  pages: [
    {
      path: "health/meals",
      load: () => import("./meals.tsx"),
      label: { en: "Meals", de: "Mahlzeiten" },
      glyph: "pot",
      navigation: "rail",
    },
    {
      path: "health/week",
      load: () => import("./week.tsx"),
      label: { en: "Week of health", de: "Woche der Gesundheit" },
      glyph: "heart",
      navigation: "rail",
    },
    {
      path: "health/series",
      load: () => import("./readings.tsx"),
      label: { en: "Readings", de: "Messwerte" },
      glyph: "chart",
      navigation: "rail",
    },
    {
      path: "health/sleep",
      load: () => import("./sleep.tsx"),
      label: { en: "Sleep", de: "Schlaf" },
      glyph: "moon",
      navigation: "rail",
    },
    {
      path: "health/body",
      load: () => import("./body.tsx"),
      label: { en: "Body", de: "Körper" },
      glyph: "person",
      navigation: "rail",
    },
    {
      path: "health/mood",
      load: () => import("./mood.tsx"),
      label: { en: "Mood", de: "Stimmung" },
      glyph: "sun",
      navigation: "rail",
    },
  ],
  commands: [
    {
      id: "health.measurements.add",
      label: { en: "Add a measurement", de: "Maß eintragen" },
      glyph: "person",
      run: ({ go }) => go("health/body?add=yes"),
    },
    {
      id: "health.goals.add",
      label: { en: "Set a body goal", de: "Körperziel setzen" },
      glyph: "target",
      run: ({ go }) => go("health/body?goal=yes"),
    },
    {
      id: "health.mood.note",
      label: { en: "Note your mood", de: "Stimmung eintragen" },
      glyph: "sun",
      run: ({ go }) => go("health/mood"),
    },
  ],
  entities: {
    meal: {
      label: { en: "Meal", de: "Mahlzeit" },
      glyph: "pot",
      read: "health.meals.get",
      parameter: "mealId",
      events: {
        created: { en: "The meal {} was noted", de: "Die Mahlzeit {} wurde notiert" },
        drafted: { en: "{} was probably a meal", de: "{} war wohl eine Mahlzeit" },
        logged: { en: "{} was eaten", de: "{} wurde gegessen" },
        updated: { en: "The meal {} changed", de: "Die Mahlzeit {} wurde geändert" },
        deleted: { en: "The meal {} was deleted", de: "Die Mahlzeit {} wurde gelöscht" },
        restored: { en: "The meal {} is back", de: "Die Mahlzeit {} ist wieder da" },
      },
    },
    nutrient_target: {
      label: { en: "Nutrition target", de: "Ernährungsziel" },
      glyph: "chart",
      events: {
        created: { en: "A nutrition target was set", de: "Ein Ernährungsziel wurde gesetzt" },
        updated: { en: "A nutrition target changed", de: "Ein Ernährungsziel wurde geändert" },
        deleted: { en: "A nutrition target was deleted", de: "Ein Ernährungsziel wurde gelöscht" },
        restored: { en: "A nutrition target is back", de: "Ein Ernährungsziel ist wieder da" },
      },
    },
    workout: {
      label: { en: "Planned workout", de: "Trainingsplan" },
      glyph: "bolt",
      read: "health.workouts.get",
      parameter: "workoutId",
      events: {
        created: { en: "The workout {} was planned", de: "Das Training {} wurde geplant" },
        updated: { en: "The plan of the workout {} changed", de: "Der Plan des Trainings {} wurde geändert" },
        deleted: { en: "The plan of the workout {} was deleted", de: "Der Plan des Trainings {} wurde gelöscht" },
        restored: { en: "The plan of the workout {} is back", de: "Der Plan des Trainings {} ist wieder da" },
      },
    },
    // A workout that was done is a row of its own, and has no name.
    "health.workout.completed": {
      label: { en: "Workout", de: "Training" },
      glyph: "bolt",
      events: { completed: { en: "A workout was done", de: "Ein Training wurde gemacht" } },
    },
    completed_workout: {
      label: { en: "Workout", de: "Training" },
      glyph: "bolt",
      events: {
        created: { en: "A workout was noted", de: "Ein Training wurde notiert" },
        updated: { en: "A workout that was done changed", de: "Ein gemachtes Training wurde geändert" },
        deleted: { en: "A workout that was done was deleted", de: "Ein gemachtes Training wurde gelöscht" },
        restored: { en: "A workout that was done is back", de: "Ein gemachtes Training ist wieder da" },
      },
    },
    // The names of moods, of the log of the mind and of measurements are those of the API, which nobody should have to read.
    mood: {
      label: { en: "Mood", de: "Stimmung" },
      events: { logged: { en: "A mood was noted", de: "Eine Stimmung wurde notiert" } },
    },
    brain_log: {
      label: { en: "Log of the mind", de: "Tagebuch des Kopfes" },
      glyph: "book",
      events: {
        created: { en: "The log of the mind got an entry", de: "Das Tagebuch des Kopfes bekam einen Eintrag" },
        updated: {
          en: "An entry of the log of the mind changed",
          de: "Ein Eintrag im Tagebuch des Kopfes wurde geändert",
        },
        deleted: {
          en: "An entry of the log of the mind was deleted",
          de: "Ein Eintrag im Tagebuch des Kopfes wurde gelöscht",
        },
        restored: {
          en: "An entry of the log of the mind is back",
          de: "Ein Eintrag im Tagebuch des Kopfes ist wieder da",
        },
      },
    },
    measurement: {
      label: { en: "Body measurement", de: "Körpermaß" },
      glyph: "chart",
      events: {
        created: { en: "A body measurement was noted", de: "Ein Körpermaß wurde notiert" },
        updated: { en: "A body measurement changed", de: "Ein Körpermaß wurde geändert" },
        deleted: { en: "A body measurement was deleted", de: "Ein Körpermaß wurde gelöscht" },
        restored: { en: "A body measurement is back", de: "Ein Körpermaß ist wieder da" },
      },
    },
    measurement_goal: {
      label: { en: "Body goal", de: "Körperziel" },
      glyph: "target",
      events: {
        created: { en: "A body goal was set", de: "Ein Körperziel wurde gesetzt" },
        updated: { en: "A body goal changed", de: "Ein Körperziel wurde geändert" },
        deleted: { en: "A body goal was deleted", de: "Ein Körperziel wurde gelöscht" },
        restored: { en: "A body goal is back", de: "Ein Körperziel ist wieder da" },
        reached: { en: "A body goal is reached", de: "Ein Körperziel ist erreicht" },
      },
    },
    medical_entry: {
      label: { en: "Medical record", de: "Krankenakte" },
      glyph: "file",
      read: "health.medical-entries.get",
      parameter: "medicalEntryId",
      events: {
        created: { en: "{} came into the medical record", de: "{} kam in die Krankenakte" },
        updated: { en: "{} in the medical record changed", de: "{} in der Krankenakte wurde geändert" },
        deleted: { en: "{} left the medical record", de: "{} wurde aus der Krankenakte gelöscht" },
        restored: { en: "{} is in the medical record again", de: "{} ist wieder in der Krankenakte" },
      },
    },
    metric: {
      label: { en: "Reading", de: "Messwert" },
      glyph: "chart",
      events: {
        logged: { en: "Readings came in", de: "Messwerte kamen an" },
        deleted: { en: "A reading was deleted", de: "Ein Messwert wurde gelöscht" },
        imported: { en: "Readings came in from a file", de: "Messwerte kamen aus einer Datei" },
        recount_requested: { en: "Readings are counted anew", de: "Messwerte werden neu gezählt" },
      },
      minor: ["logged", "deleted", "imported", "recount_requested"],
    },
    metric_source: {
      label: { en: "Sources of readings", de: "Quellen von Messwerten" },
      glyph: "chart",
      events: {
        ordered: { en: "The sources of readings were ordered", de: "Die Quellen von Messwerten wurden geordnet" },
      },
    },
  },
} satisfies Pillar;
