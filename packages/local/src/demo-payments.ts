/** What the demo person has paid and been paid. */
import { type Day, idAt, wallClock } from "./demo-days.ts";
import { CARD_REPAYMENT, type CATEGORIES, MONTHLY, SALARY, SAVING, SHOPS, type Shop } from "./demo-world.ts";

export type AccountKey = "checking" | "card" | "savings";

export interface Payment {
  id: string;
  at: string;
  /** The day in the person's time zone. */
  date: string;
  account: AccountKey;
  category: keyof typeof CATEGORIES;
  shop?: Shop;
  merchantName: string;
  description?: string;
  /** Negative when spent. */
  cents: number;
  /** For the later half of a transfer between the person's accounts: the id of the earlier half. */
  transferOf?: string;
}

/** Rent, salary and the like on the last of their days that has passed; it may lie some days before the four weeks. */
export function monthlyPayments(now: Date, zone: string): Payment[] {
  const clock = wallClock(zone);
  const today = clock.day(now);
  const last = (dayOfMonth: number, minuteOfDay: number) => {
    const months = [0, 1].map((back) => {
      const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
      first.setUTCMonth(first.getUTCMonth() - back, dayOfMonth);
      return first.toISOString().slice(0, 10);
    });
    const date = months.find((one) => clock.instant(one, minuteOfDay) <= now.toISOString())!;
    return { date, at: clock.instant(date, minuteOfDay) };
  };
  const bills = MONTHLY.map(({ day, shop, cents, description }) =>
    payment({
      ...last(day, 360),
      account: "checking",
      category: SHOPS[shop],
      shop,
      merchantName: shop,
      description,
      cents: -cents,
    }),
  );
  const salary = payment({
    ...last(SALARY.day, 360),
    account: "checking",
    category: "Salary",
    merchantName: SALARY.merchantName,
    description: "Salary",
    cents: SALARY.cents,
  });
  return [
    ...bills,
    salary,
    ...transfer(last(SAVING.day, 480), "savings", SAVING.cents, "To savings"),
    ...transfer(last(CARD_REPAYMENT.day, 480), "card", CARD_REPAYMENT.cents, "Card repayment"),
  ];
}

function transfer(when: { date: string; at: string }, to: AccountKey, cents: number, description: string): Payment[] {
  const both = { category: "Transfers", merchantName: "Own account", description } as const;
  const out = payment({ ...when, ...both, account: "checking", cents: -cents });
  return [out, payment({ ...when, ...both, account: to, cents, transferOf: out.id })];
}

/** What is bought on a day, all of it by card. */
export function purchases(day: Day): Payment[] {
  const bought: Payment[] = [];
  const buy = (probability: number, at: string, shop: Shop, from: number, to: number) => {
    const cents = -day.draw(from, to);
    if (day.chance(probability))
      bought.push(
        payment({ date: day.date, at, account: "card", category: SHOPS[shop], shop, merchantName: shop, cents }),
      );
  };
  const lunch = day.pick(["Nudelhaus Lin", "Falafel Ecke"] as const);
  buy(day.isWeekend ? 0.5 : 0.8, day.at(8, 40), "Kiez Kaffee", 290, 520);
  buy(day.isWeekend ? 0.1 : 0.45, day.at(12, 35), lunch, 950, 1_650);
  buy([1, 4, 6].includes(day.weekday) ? 0.95 : 0.2, day.at(18, 50), "Biomarkt am Park", 1_900, 6_400);
  buy(day.isWeekend ? 0.2 : 0.25, day.at(19, 5), "Kaufladen Nord", 450, 1_800);
  buy(day.weekday === 5 ? 0.8 : 0.05, day.at(20, 10), "Trattoria Sole", 2_200, 4_800);
  buy(day.isWeekend ? 0.4 : 0.05, day.at(16, 20), "Seitenweise Bücher", 900, 2_800);
  buy(day.weekday === 7 ? 0.6 : 0.03, day.at(20, 0), "Lichtspiele Ost", 1_100, 1_400);
  buy(0.08, day.at(17, 30), "Apotheke zur Linde", 480, 1_900);
  return bought;
}

const payment = (given: Omit<Payment, "id">): Payment => ({ ...given, id: idAt(given.at) });
