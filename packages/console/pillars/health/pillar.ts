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
      path: "health/training",
      load: () => import("./training.tsx"),
      label: { en: "Training", de: "Training" },
      glyph: "bolt",
      navigation: "rail",
    },
    {
      path: "health/medical",
      load: () => import("./medical.tsx"),
      label: { en: "Medical", de: "Medizin" },
      glyph: "heart",
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
    },
    nutrient_target: {
      label: { en: "Nutrition target", de: "Ernährungsziel" },
      glyph: "chart",
    },
    workout: {
      label: { en: "Planned workout", de: "Trainingsplan" },
      glyph: "bolt",
      read: "health.workouts.get",
      parameter: "workoutId",
    },
    // A workout that was done is a row of its own, and has no name.
    "health.workout.completed": {
      label: { en: "Workout", de: "Training" },
      glyph: "bolt",
    },
    completed_workout: {
      label: { en: "Workout", de: "Training" },
      glyph: "bolt",
    },
    workout_route: {
      label: { en: "Way of a workout", de: "Weg eines Trainings" },
      glyph: "bolt",
    },
    personal_record: {
      label: { en: "Personal record", de: "Persönliche Bestleistung" },
      glyph: "bolt",
    },
    own_exercise: {
      label: { en: "Exercise", de: "Übung" },
      glyph: "bolt",
      read: "health.own-exercises.get",
      parameter: "ownExerciseId",
    },
    training_plan: {
      label: { en: "Training day", de: "Trainingstag" },
      glyph: "calendar",
    },
    // The names of moods, of the log of the mind and of measurements are those of the API, which nobody should have to read.
    mood: {
      label: { en: "Mood", de: "Stimmung" },
    },
    brain_log: {
      label: { en: "Log of the mind", de: "Tagebuch des Kopfes" },
      glyph: "book",
    },
    measurement: {
      label: { en: "Body measurement", de: "Körpermaß" },
      glyph: "chart",
    },
    // What it is about stays on its page: these sentences are also where somebody may look over a shoulder.
    measurement_goal: {
      label: { en: "Body goal", de: "Körperziel" },
      glyph: "target",
    },
    medical_entry: {
      label: { en: "Medical record", de: "Krankenakte" },
      glyph: "file",
    },
    medication: {
      label: { en: "Medication", de: "Medikament" },
      glyph: "file",
    },
    dose: {
      label: { en: "Dose", de: "Dosis" },
      glyph: "check",
    },
    prescription: {
      label: { en: "Prescription", de: "Rezept" },
      glyph: "file",
    },
    lab_result: {
      label: { en: "Laboratory result", de: "Laborwert" },
      glyph: "chart",
    },
    metric: {
      label: { en: "Reading", de: "Messwert" },
      glyph: "chart",
    },
    metric_source: {
      label: { en: "Sources of readings", de: "Quellen von Messwerten" },
      glyph: "chart",
    },
  },
} satisfies Pillar;
