/**
 * What the demo person plans, and what is in their kitchen: life domains, goals, a project, tasks, routines, recipes, stock and a
 * shopping list. Dates are relative to today, so that something is always due and something always expires soon.
 */
import type { pantryBookings, pantryItems, shoppingItems } from "#core/household/pantry.sql";
import type { recipes } from "#core/household/recipes.sql";
import type { routines } from "#core/rhythm/routines.sql";
import { TEMPLATES } from "#core/work/life-domains";
import type { goals, lifeDomains } from "#core/work/life-domains.sql";
import type { projects } from "#core/work/projects.sql";
import type { taskDependencies, tasks } from "#core/work/tasks.sql";
import { uuidv7 } from "#kit/ids";

type Domain = (typeof TEMPLATES.everyday)[number]["slug"];

export interface DemoPlans {
  lifeDomains: (typeof lifeDomains.$inferInsert)[];
  goals: (typeof goals.$inferInsert)[];
  projects: (typeof projects.$inferInsert)[];
  tasks: (typeof tasks.$inferInsert)[];
  taskDependencies: (typeof taskDependencies.$inferInsert)[];
  /** Without `nextRunAt`, which is calculated from the rule. */
  routines: (Omit<typeof routines.$inferInsert, "nextRunAt"> & { cronExpression: string; timezone: string })[];
  recipes: (typeof recipes.$inferInsert)[];
  /** Of the person's own household. */
  pantryItems: Omit<typeof pantryItems.$inferInsert, "householdId">[];
  /** What was put into the kitchen, and what has been taken out since. */
  pantryBookings: Omit<typeof pantryBookings.$inferInsert, "householdId">[];
  /** Ids of the items whose stock is below their minimum. */
  ranLow: string[];
  shoppingItems: Omit<typeof shoppingItems.$inferInsert, "householdId">[];
}

const DAY_MS = 86_400_000;

/** The plans on the day `today` (`YYYY-MM-DD`) of a person in `zone`, made in the four weeks since `start`; instants are ISO 8601. */
export function demoPlans(start: string, today: string, now: Date, zone: string): DemoPlans {
  const id = () => uuidv7(new Date(start));
  const since = { createdAt: start, updatedAt: start };
  const day = (offset: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + offset * DAY_MS).toISOString().slice(0, 10);
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();

  const areas = TEMPLATES.everyday.map((domain, sortOrder) => ({ id: id(), ...since, ...domain, sortOrder }));
  const domain = (slug: Domain) => ({ lifeDomainId: areas.find((one) => one.slug === slug)!.id });

  const half = {
    id: id(),
    ...since,
    ...domain("health"),
    title: "Run a half marathon",
    level: "yearly",
    targetDate: day(200),
    progressPct: 30,
  } as const;
  const tenK = {
    id: id(),
    ...since,
    ...domain("health"),
    title: "Run 10 km in under an hour",
    level: "quarterly",
    parentId: half.id,
    targetDate: day(60),
    progressPct: 30,
  } as const;
  const lisbon = {
    id: id(),
    ...since,
    ...domain("money"),
    title: "Save 3,000 € for Lisbon",
    level: "yearly",
    targetDate: day(150),
    progressPct: 45,
  } as const;
  const portuguese = {
    id: id(),
    ...since,
    ...domain("learning"),
    title: "Order dinner in Portuguese",
    level: "quarterly",
    targetDate: day(80),
    progressPct: 20,
  } as const;

  const balcony = {
    id: id(),
    ...since,
    ...domain("home"),
    name: "Balcony garden",
    description: "Herbs, tomatoes and somewhere to sit.",
    dueDate: day(30),
  };
  const garden = { ...domain("home"), projectId: balcony.id, category: "project" as const };

  const open = (title: string, rest: Partial<typeof tasks.$inferInsert>) => ({ id: id(), ...since, title, ...rest });
  const done = (title: string, days: number, rest: Partial<typeof tasks.$inferInsert>) => ({
    ...open(title, rest),
    status: "completed" as const,
    dueDate: day(-days),
    completedAt: before(days),
    updatedAt: before(days),
  });
  const measure = done("Measure the balcony", 12, { ...garden, actualMinutes: 10, isQuickWin: true });
  const boxes = open("Buy planters and soil", {
    ...garden,
    dueDate: day(2),
    priority: "high",
    estimatedMinutes: 60,
    labels: ["errand"],
    locationName: "Garden centre",
  });
  const plant = open("Plant herbs and tomatoes", {
    ...garden,
    dueDate: day(9),
    estimatedMinutes: 120,
    energyLevel: "high",
  });
  const trip = open("Plan the week in Lisbon", {
    ...domain("friends"),
    dueDate: day(14),
    priority: "high",
    energyLevel: "high",
  });
  const part = (title: string, rest: Partial<typeof tasks.$inferInsert> = {}) =>
    open(title, { ...domain("friends"), parentTaskId: trip.id, ...rest });

  const spinach = kitchen("Spinach", "g", 400, { storageLocation: "fridge", expiresIn: 1, used: 150 });
  const milk = kitchen("Oat milk", "ml", 1000, { storageLocation: "fridge", expiresIn: 4, used: 750, min: 1000 });
  const eggs = kitchen("Eggs", "piece", 10, { storageLocation: "fridge", expiresIn: 12, used: 4, min: 4 });
  const pasta = kitchen("Wholegrain pasta", "g", 1000, { expiresIn: 300, used: 250, min: 500 });
  const tomatoes = kitchen("Tinned tomatoes", "g", 1200, { expiresIn: 400, used: 400, min: 400 });
  const lentils = kitchen("Red lentils", "g", 1000, { expiresIn: 240, used: 300 });
  const oats = kitchen("Rolled oats", "g", 1000, { expiresIn: 150, used: 620, min: 250 });
  const feta = kitchen("Feta", "g", 200, { storageLocation: "fridge", expiresIn: 6 });
  const peas = kitchen("Frozen peas", "g", 750, { storageLocation: "freezer", expiresIn: 180, used: 200 });
  const coffee = kitchen("Coffee beans", "g", 500, { expiresIn: 90, used: 410, min: 250 });
  const stock = [spinach, milk, eggs, pasta, tomatoes, lentils, oats, feta, peas, coffee];

  function kitchen(
    name: string,
    unit: string,
    bought: number,
    {
      expiresIn,
      used = 0,
      min = 0,
      storageLocation = "pantry",
    }: { expiresIn: number; used?: number; min?: number; storageLocation?: "pantry" | "fridge" | "freezer" },
  ) {
    const item = {
      id: id(),
      ...since,
      name,
      unit,
      qtyMin: min,
      storageLocation,
    };
    const booking = { pantryItemId: item.id, unit };
    return {
      item,
      ranLow: bought - used < min,
      bookings: [
        {
          id: id(),
          ...booking,
          reason: "restock" as const,
          quantity: bought,
          expiryDate: day(expiresIn),
          purchasedAt: before(6),
          bookedAt: before(6),
        },
        ...(used > 0
          ? [{ id: id(), ...booking, reason: "consume" as const, quantity: -used, bookedAt: before(1) }]
          : []),
      ],
    };
  }
  const of = ({ item }: ReturnType<typeof kitchen>, qty: number, unit = item.unit) => ({
    item: item.name,
    qty,
    unit,
    pantryItemId: item.id,
  });

  return {
    lifeDomains: areas,
    goals: [half, tenK, lisbon, portuguese],
    projects: [balcony],
    tasks: [
      measure,
      boxes,
      plant,
      trip,
      part("Compare flights", { dueDate: day(5), estimatedMinutes: 45 }),
      part("Ask Mara and Jonas for their dates", {
        dueDate: day(1),
        estimatedMinutes: 5,
        isQuickWin: true,
        energyLevel: "low",
      }),
      part("Book the apartment", { dueDate: day(10), estimatedMinutes: 30 }),
      open("Answer the landlord about the heating", {
        ...domain("home"),
        dueDate: day(0),
        priority: "high",
        estimatedMinutes: 10,
        isQuickWin: true,
        labels: ["call"],
      }),
      open("Prepare the quarterly review", {
        ...domain("work"),
        category: "work",
        dueDate: day(0),
        priority: "critical",
        estimatedMinutes: 90,
        energyLevel: "high",
      }),
      open("Pick up the parcel", {
        ...domain("home"),
        category: "errand",
        dueDate: day(1),
        estimatedMinutes: 20,
        locationName: "Post office",
      }),
      open("Send the tax papers", { ...domain("money"), dueDate: day(11), priority: "high", estimatedMinutes: 60 }),
      open("Pay the rent", {
        ...domain("money"),
        dueDate: firstOfNextMonth(today),
        recurrenceRule: "FREQ=MONTHLY;BYMONTHDAY=1",
        recurrenceTimezone: zone,
        estimatedMinutes: 5,
      }),
      open("Water the plants", {
        ...domain("home"),
        category: "chore",
        dueDate: day(2),
        recurrenceRule: "FREQ=DAILY;INTERVAL=3",
        recurrenceTimezone: zone,
        recurrenceBasis: "completion",
        estimatedMinutes: 10,
      }),
      open("Read about asyncio", { ...domain("learning"), status: "backlog", priority: "low" }),
      done("Replace the bike tube", 3, { ...domain("home"), category: "chore", actualMinutes: 35 }),
      done("Call grandmother", 5, { ...domain("family"), actualMinutes: 25, energyLevel: "low" }),
      done("Compare running shoes", 9, { ...domain("health"), actualMinutes: 40 }),
      done("Cancel the old phone plan", 16, { ...domain("money"), actualMinutes: 15, isQuickWin: true }),
    ],
    taskDependencies: [{ taskId: plant.id, blockedByTaskId: boxes.id }],
    routines: [
      {
        id: id(),
        ...since,
        name: "Weekly reset",
        cronExpression: "0 17 * * 0",
        timezone: zone,
        activities: [
          { title: "Change the sheets", category: "chore", estimatedMinutes: 15 },
          { title: "Plan meals for the week", category: "chore", estimatedMinutes: 20, offsetMinutes: 30 },
          { title: "Look at the week ahead", estimatedMinutes: 15, offsetMinutes: 60 },
        ],
      },
      {
        id: id(),
        ...since,
        name: "Take out the recycling",
        cronExpression: "0 19 * * 2",
        timezone: zone,
        activities: [{ title: "Take out the recycling", category: "chore", estimatedMinutes: 5 }],
      },
    ],
    recipes: [
      {
        id: id(),
        ...since,
        name: "Spinach and feta pasta",
        prepTimeMinutes: 10,
        cookTimeMinutes: 15,
        servings: 2,
        instructionsText:
          "Cook the pasta. Wilt the spinach with garlic, crumble the feta over it, and toss both with the pasta.",
        ingredients: [of(pasta, 200), of(spinach, 250), of(feta, 100), { item: "garlic", qty: 1, unit: "clove" }],
        nutrition: { calories: 560, proteinG: 24, carbsG: 74, fatG: 18, fiberG: 11 },
      },
      {
        id: id(),
        ...since,
        name: "Red lentil soup",
        prepTimeMinutes: 10,
        cookTimeMinutes: 25,
        servings: 4,
        instructionsText:
          "Soften the onion, add lentils, tomatoes and a litre of water, and simmer until everything is soft.",
        ingredients: [
          of(lentils, 300),
          of(tomatoes, 400),
          { item: "onion", qty: 1 },
          { item: "cumin", qty: 1, unit: "tsp" },
        ],
        nutrition: { calories: 320, proteinG: 18, carbsG: 52, fatG: 4, fiberG: 12 },
      },
      {
        id: id(),
        ...since,
        name: "Overnight oats",
        prepTimeMinutes: 5,
        servings: 1,
        instructionsText: "Stir, leave in the fridge overnight, and eat with fruit.",
        ingredients: [of(oats, 60), of(milk, 150), { item: "banana", qty: 1 }],
        nutrition: { calories: 380, proteinG: 11, carbsG: 64, fatG: 8, fiberG: 9 },
      },
    ],
    pantryItems: stock.map(({ item }) => item),
    ranLow: stock.filter(({ ranLow }) => ranLow).map(({ item }) => item.id),
    pantryBookings: stock.flatMap(({ bookings }) => bookings),
    shoppingItems: [
      {
        id: id(),
        ...since,
        name: milk.item.name,
        pantryItemId: milk.item.id,
        quantity: 1000,
        unit: "ml",
        source: "restock",
      },
      {
        id: id(),
        ...since,
        name: coffee.item.name,
        pantryItemId: coffee.item.id,
        quantity: 500,
        unit: "g",
        source: "restock",
      },
      { id: id(), ...since, name: "Bananas", quantity: 6, unit: "piece" },
      { id: id(), ...since, name: "Dish soap", quantity: 1, unit: "piece" },
      { id: id(), ...since, name: "Potting soil", quantity: 2, unit: "piece", needByDate: day(2) },
    ],
  };
}

function firstOfNextMonth(today: string): string {
  const [year, month] = today.split("-").map(Number);
  return new Date(Date.UTC(year!, month!, 1)).toISOString().slice(0, 10);
}
