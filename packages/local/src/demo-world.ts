/** The world that the demo person lives in: made-up shops of Berlin, a menu, a training plan. Amounts are cents. */

/** The group and kind of each budget category, in the order in which they are shown. */
export const CATEGORIES = {
  Salary: { groupName: "Income", kind: "income" },
  Housing: { groupName: "Fixed", kind: "expense" },
  Subscriptions: { groupName: "Fixed", kind: "expense" },
  Transport: { groupName: "Everyday", kind: "expense" },
  Groceries: { groupName: "Food", kind: "expense" },
  "Eating out": { groupName: "Food", kind: "expense" },
  Coffee: { groupName: "Food", kind: "expense" },
  Health: { groupName: "Everyday", kind: "expense" },
  Leisure: { groupName: "Everyday", kind: "expense" },
  Transfers: { groupName: "Transfers", kind: "transfer" },
} as const;

/** The budget category of each vendor. */
export const SHOPS = {
  "Hausverwaltung Linden": "Housing",
  "Stadtstrom Berlin": "Housing",
  "Glasfaser Nord": "Subscriptions",
  "Funkturm Mobil": "Subscriptions",
  "Flimmer Video": "Subscriptions",
  "Tonfluss Musik": "Subscriptions",
  "Studio Kraftraum": "Health",
  "Verkehrsbund Spree": "Transport",
  "Biomarkt am Park": "Groceries",
  "Kaufladen Nord": "Groceries",
  "Kiez Kaffee": "Coffee",
  "Nudelhaus Lin": "Eating out",
  "Falafel Ecke": "Eating out",
  "Trattoria Sole": "Eating out",
  "Seitenweise Bücher": "Leisure",
  "Lichtspiele Ost": "Leisure",
  "Apotheke zur Linde": "Health",
} as const satisfies Record<string, keyof typeof CATEGORIES>;
export type Shop = keyof typeof SHOPS;

/** Monthly payments from the checking account. The days exist in every month. */
export const MONTHLY: readonly { day: number; shop: Shop; cents: number; description: string }[] = [
  { day: 1, shop: "Hausverwaltung Linden", cents: 98_000, description: "Rent" },
  { day: 3, shop: "Studio Kraftraum", cents: 2_990, description: "Membership" },
  { day: 4, shop: "Verkehrsbund Spree", cents: 5_800, description: "Monthly ticket" },
  { day: 5, shop: "Stadtstrom Berlin", cents: 6_400, description: "Electricity" },
  { day: 8, shop: "Glasfaser Nord", cents: 3_995, description: "Internet" },
  { day: 12, shop: "Funkturm Mobil", cents: 1_499, description: "Mobile plan" },
  { day: 17, shop: "Flimmer Video", cents: 1_299, description: "Streaming" },
  { day: 21, shop: "Tonfluss Musik", cents: 1_099, description: "Streaming" },
];

export const SALARY = { day: 27, merchantName: "Nordlicht Software GmbH", cents: 318_450 };
export const SAVING = { day: 2, cents: 40_000 };
export const CARD_REPAYMENT = { day: 15, cents: 45_000 };

export interface Dish {
  name: string;
  calories: number;
  macros: { proteinG: number; carbsG: number; fatG: number; fiberG: number };
}

const dish = (name: string, calories: number, [proteinG, carbsG, fatG, fiberG]: readonly number[]): Dish => ({
  name,
  calories,
  macros: { proteinG: proteinG!, carbsG: carbsG!, fatG: fatG!, fiberG: fiberG! },
});

export const BREAKFASTS = [
  dish("Oats with berries", 410, [15, 62, 11, 9]),
  dish("Rye bread with cheese", 380, [18, 41, 15, 6]),
  dish("Yoghurt with walnuts", 340, [20, 24, 18, 3]),
];
export const LUNCHES = [
  dish("Lentil soup", 460, [24, 58, 12, 14]),
  dish("Leftovers from yesterday", 560, [28, 60, 21, 8]),
  dish("Salad with chickpeas", 490, [19, 48, 23, 12]),
];
export const DINNERS = [
  dish("Vegetable curry with rice", 640, [18, 92, 20, 11]),
  dish("Pasta with tomatoes", 690, [22, 104, 18, 8]),
  dish("Salmon with potatoes", 710, [42, 55, 33, 6]),
  dish("Omelette with spinach", 520, [31, 14, 37, 4]),
  dish("Tofu stir-fry", 580, [32, 61, 21, 9]),
];
/** The dish that is ordered at each shop. */
export const ORDERS: Partial<Record<Shop, Dish>> = {
  "Nudelhaus Lin": dish("Beef noodle soup", 720, [38, 84, 24, 5]),
  "Falafel Ecke": dish("Falafel plate", 780, [26, 88, 36, 14]),
  "Trattoria Sole": dish("Pizza with mushrooms", 910, [34, 118, 32, 7]),
};

interface Training {
  name: string;
  type: "cardio" | "strength" | "mobility";
  /** ISO 8601: Monday is 1. */
  weekday: number;
  hour: number;
  smartTags: string[];
  muscleSplit: Record<string, number>;
  /** `weightKg` is that of the first week; each week adds 2.5 kg. */
  exercises: { name: string; sets?: number; reps?: number; weightKg?: number; distanceM?: number }[];
}

export const TRAININGS: readonly Training[] = [
  {
    name: "Push day",
    type: "strength",
    weekday: 2,
    hour: 18,
    smartTags: ["gym"],
    muscleSplit: { chest: 0.5, shoulders: 0.3, triceps: 0.2 },
    exercises: [
      { name: "Bench press", sets: 4, reps: 8, weightKg: 60 },
      { name: "Overhead press", sets: 3, reps: 8, weightKg: 35 },
    ],
  },
  {
    name: "Legs and back",
    type: "strength",
    weekday: 4,
    hour: 18,
    smartTags: ["gym"],
    muscleSplit: { quadriceps: 0.4, glutes: 0.3, back: 0.3 },
    exercises: [
      { name: "Back squat", sets: 4, reps: 6, weightKg: 80 },
      { name: "Deadlift", sets: 3, reps: 5, weightKg: 100 },
    ],
  },
  {
    name: "Run in the park",
    type: "cardio",
    weekday: 6,
    hour: 10,
    smartTags: ["outdoors"],
    muscleSplit: { legs: 1 },
    exercises: [{ name: "Run", distanceM: 8_000 }],
  },
];

export const MOOD_NOTES: Record<number, string> = {
  2: "Tired, slept badly.",
  4: "A good day.",
  5: "Felt strong today.",
};
