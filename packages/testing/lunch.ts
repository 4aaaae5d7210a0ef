/** The beginning of LifeOS's main story, for tests of the console: a workout, and an hour later the receipt of a lunch. */
import { type Life, unwrap } from "#client";
import { deliver } from "#local/mail-command";
import { ask } from "#testing/broker";
import { eventually } from "#testing/eventually";
import { receiptEmail } from "#testing/mail";

/** Until LifeOS has asked how training goes; resolves to the event that began it, the receipt. */
export async function haveLunch(life: Life): Promise<{ eventId: string }> {
  const { url, mailSecret } = await ask("console");
  const lunch = lastLunch(new Date());
  const completedAt = new Date(lunch.getTime() - 60 * 60_000).toISOString();
  await unwrap(life.identity.me.update({ body: { timezone: "UTC" } }));
  await unwrap(
    life.health.completedWorkouts.create({
      body: { completedAt, durationMinutes: 52, sets: [{ exercise: "Back squat", sets: 5, reps: 5, weightKg: 100 }] },
    }),
  );
  await unwrap(life.finance.accounts.create({ body: { name: "Everyday card", type: "credit", currency: "USD" } }));
  const { address: to } = firstOf((await unwrap(life.ingest.addresses.list())).data);
  const message = receiptEmail({ to, date: lunch, format: "html", totalCents: 2047 });
  const [isTaken, why] = await deliver({ url, secret: mailSecret, message, to });
  if (!isTaken) throw new Error(why);

  const draft = await eventually(async () => {
    const { data } = await unwrap(life.health.meals.list({ params: { query: { source: "draft" } } }));
    return firstOf(data);
  });
  await unwrap(life.health.meals.log({ params: { path: { mealId: draft.id } }, body: { calories: 780 } }));
  await eventually(async () => firstOf((await unwrap(life.platform.notifications.list())).data));
  const query = { type: "ingest.email.received" };
  const { data } = await unwrap(life.platform.events.list({ params: { query } }));
  return { eventId: firstOf(data).id };
}

function firstOf<T>(rows: readonly T[]): T {
  if (rows.length === 0) throw new Error("There is none yet.");
  return rows[0]!;
}

/** The latest half past twelve, so that the story is about lunch whenever it is told. */
function lastLunch(now: Date): Date {
  const lunch = new Date(now);
  lunch.setUTCHours(12, 30, 0, 0);
  if (lunch > now) lunch.setUTCDate(lunch.getUTCDate() - 1);
  return lunch;
}
