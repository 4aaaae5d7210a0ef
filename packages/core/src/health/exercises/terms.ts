/** The terms of exercises: muscles, equipment, mechanic and category, as Free Exercise DB divides them. */

export const MUSCLES = [
  "abdominals",
  "abductors",
  "adductors",
  "biceps",
  "calves",
  "chest",
  "forearms",
  "glutes",
  "hamstrings",
  "lats",
  "lower_back",
  "middle_back",
  "neck",
  "quadriceps",
  "shoulders",
  "traps",
  "triceps",
] as const;
export type Muscle = (typeof MUSCLES)[number];

export const EQUIPMENT = [
  "bands",
  "barbell",
  "body_only",
  "cable",
  "dumbbell",
  "e_z_curl_bar",
  "exercise_ball",
  "foam_roll",
  "kettlebells",
  "machine",
  "medicine_ball",
  "other",
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

export const MECHANICS = ["compound", "isolation"] as const;
export type Mechanic = (typeof MECHANICS)[number];

export const CATEGORIES = [
  "cardio",
  "olympic_weightlifting",
  "plyometrics",
  "powerlifting",
  "strength",
  "stretching",
  "strongman",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What people call them in a search, in English and German. */
export const MUSCLE_WORDS: Record<Muscle, string> = {
  abdominals: "abdominals abs core bauch bauchmuskeln",
  abductors: "abductors abduktoren",
  adductors: "adductors adduktoren innenschenkel",
  biceps: "biceps bizeps",
  calves: "calves calf waden wade",
  chest: "chest pecs brust brustmuskel",
  forearms: "forearms forearm grip unterarme unterarm",
  glutes: "glutes glute butt gesäß po",
  hamstrings: "hamstrings hamstring beinbeuger oberschenkelrückseite",
  lats: "lats latissimus rücken back",
  lower_back: "lower back unterer rücken rückenstrecker",
  middle_back: "middle back mittlerer rücken rhomboids",
  neck: "neck nacken hals",
  quadriceps: "quadriceps quads quad beinstrecker oberschenkel oberschenkelvorderseite",
  shoulders: "shoulders shoulder delts schultern schulter",
  traps: "traps trapezius trapez trapezmuskel",
  triceps: "triceps trizeps",
};

export const EQUIPMENT_WORDS: Record<Equipment, string> = {
  bands: "bands band bänder gummiband",
  barbell: "barbell langhantel",
  body_only: "body bodyweight körpergewicht",
  cable: "cable kabel kabelzug seilzug",
  dumbbell: "dumbbell kurzhantel",
  e_z_curl_bar: "ez bar sz stange",
  exercise_ball: "ball gymnastikball",
  foam_roll: "foam roll faszienrolle",
  kettlebells: "kettlebell kettlebells kugelhantel",
  machine: "machine maschine gerät",
  medicine_ball: "medicine ball medizinball",
  other: "",
};
