/**
 * The demo person: four weeks of what such a person would have recorded, and what they are planning. Written once, into an
 * installation that nobody has used yet.
 *
 * Rows are inserted without their events: an event of a meal or a purchase would trigger consumers and workflows, which would
 * draft meals and ask questions about a past that never happened. Only measurements (through their own verb, which also sums up
 * the days) and the open question have events, and nothing waits for those.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { speak, speakAsService } from "#cloud/speak";
import { insights } from "#core/cortex/insights.sql";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { transactions } from "#core/finance/transactions.sql";
import { brainLogs } from "#core/health/brain-logs.sql";
import { meals } from "#core/health/meals.sql";
import * as Metrics from "#core/health/metrics";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import { normalizedName } from "#core/household/vendor-names";
import { ownHousehold } from "#core/household/vendors";
import { vendors } from "#core/household/vendors.sql";
import { type Account, provision } from "#core/identity/provision";
import { users } from "#core/identity/users.sql";
import { NotificationSent } from "#core/platform/events";
import { events } from "#core/platform/events.sql";
import { notifications } from "#core/platform/notifications.sql";
import * as Routines from "#core/rhythm/routines";
import { routines } from "#core/rhythm/routines.sql";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { live } from "#kit/row";
import type { Cloud } from "./cloud.ts";
import { type DemoLife, demoLife } from "./demo-life.ts";
import type { AccountKey } from "./demo-payments.ts";
import { demoPlans } from "./demo-plans.ts";
import { DEMO_USER } from "./demo-user.ts";
import { CATEGORIES, SHOPS } from "./demo-world.ts";
import { added, seedsOfPillars } from "./seeds.ts";

/** Fills an empty installation; returns whether it did. */
export async function seedDemoLife(cloud: { issuer: Pick<Cloud["issuer"], "url"> }): Promise<boolean> {
  const subject = `${cloud.issuer.url}|${DEMO_USER.sub}`;
  const service = speakAsService("import");
  if (!(await isEmpty(service.ctx, subject))) return false;
  const { email, name, zoneinfo } = DEMO_USER;
  const account = await provision(service.ctx, { subject, email, name, timezone: zoneinfo });

  const person = speakAs(account);
  const now = person.ctx.now();
  const life = demoLife(now, zoneinfo);
  const plans = demoPlans(life.start, life.today, now, zoneinfo);
  await Metrics.log(person.ctx, life.samples);
  const dueRoutines = await Promise.all(plans.routines.map((routine) => Routines.created(person.ctx, routine)));
  await person.ctx.db.batch([
    ...(await seedsOfPillars({ ctx: person.ctx, plans, start: life.start, today: life.today })),
    ...added(person.ctx, routines, dueRoutines),
    // The last statement marks the person as introduced: until then an interrupted seed is repeated.
    ...writing(person.ctx, life),
  ]);
  await Promise.all([service.published(), person.published()]);
  return true;
}

/**
 * Whether nobody has used the installation. The last batch of the seed also marks the demo person as introduced to LifeOS; a demo
 * person without this mark is left from an interrupted seed, which is repeated.
 */
async function isEmpty(service: Ctx, subject: string): Promise<boolean> {
  const [[found]] = await service.db.batch([
    read<{ isUsed: boolean }>(sql`
      select exists (
        select from ${users} u where u.auth_subject <> ${subject} or u.onboarding_completed_at is not null
          or exists (select from ${events} e where e.user_id = u.id and e.origin <> 'import')
      ) as "isUsed"`),
  ]);
  return !found!.isUsed;
}

function speakAs({ id, role, tier }: Account) {
  return speak({
    actor: { userId: id, role, tier },
    origin: "import",
    requestId: randomUUID(),
    correlationId: randomUUID(),
  });
}

/** The statements of the one transaction that writes everything but the measurements. */
function writing(ctx: Ctx, life: DemoLife): Query[] {
  return [
    ...money(ctx, life),
    ...added(ctx, workouts, life.workouts),
    ...added(ctx, completedWorkouts, life.completedWorkouts),
    ...added(ctx, meals, life.meals),
    ...added(ctx, brainLogs, life.brainLogs),
    ...added(ctx, insights, life.insights),
    ...added(ctx, notifications, life.notifications),
    insert(ctx, notifications, life.question, { emits: { event: NotificationSent } }),
    update(ctx, users, live(users, ctx.actor.userId), { onboardingCompletedAt: life.start }),
  ];
}

const ACCOUNTS = {
  checking: { name: "Everyday account", type: "checking", openingCents: 214_000 },
  card: { name: "Credit card", type: "credit", openingCents: -18_250 },
  savings: { name: "Savings", type: "savings", openingCents: 1_250_000 },
} as const;
const CURRENCY = "EUR";
/** How many of the last card payments are pending at the bank. */
const PENDING = 3;

function money(ctx: Ctx, { start, payments }: DemoLife): Query[] {
  const idAt = () => uuidv7(new Date(start));
  const since = { createdAt: start, updatedAt: start };
  const accountIds = idsOf(ACCOUNTS, idAt);
  const categoryIds = idsOf(CATEGORIES, idAt);
  const vendorIds = idsOf(SHOPS, idAt);
  const pending = new Set(
    payments
      .filter(({ account, cents }) => account === "card" && cents < 0)
      .slice(-PENDING)
      .map(({ id }) => id),
  );
  const balance = (key: AccountKey) =>
    payments
      .filter(({ account, id }) => account === key && !pending.has(id))
      .reduce<number>((sum, { cents }) => sum + cents, ACCOUNTS[key].openingCents);

  return [
    ...added(
      ctx,
      budgetCategories,
      Object.entries(CATEGORIES).map(([name, { groupName, kind }], sortOrder) => ({
        id: categoryIds[name as keyof typeof CATEGORIES],
        ...since,
        name,
        groupName,
        kind,
        sortOrder,
      })),
    ),
    ...added(
      ctx,
      vendors,
      Object.entries(SHOPS).map(([name, defaultCategory]) => ({
        id: vendorIds[name as keyof typeof SHOPS],
        ...since,
        householdId: ownHousehold,
        name,
        normalizedName: normalizedName(name),
        defaultCategory,
      })),
    ),
    ...added(
      ctx,
      accounts,
      Object.entries(ACCOUNTS).map(([key, { name, type }]) => ({
        id: accountIds[key as AccountKey],
        ...since,
        name,
        type,
        institution: "Spreebank",
        currency: CURRENCY,
        balanceCents: balance(key as AccountKey),
      })),
    ),
    ...added(
      ctx,
      transactions,
      payments.map(({ id, at, date, account, category, shop, merchantName, description, cents, transferOf }) => ({
        id,
        createdAt: at,
        updatedAt: at,
        accountId: accountIds[account],
        date,
        merchantName,
        vendorId: shop && vendorIds[shop],
        description,
        amountCents: cents,
        currency: CURRENCY,
        status: pending.has(id) ? ("pending" as const) : ("posted" as const),
        budgetCategoryId: categoryIds[category],
        transferPairId: transferOf,
      })),
    ),
    // A foreign key is checked when its row is inserted, so the first of two rows that refer to each other gets its reference
    // afterwards.
    update(ctx, transactions, sql`${transactions.transferPairId} is null and ${itsPair} is not null`, {
      transferPairId: itsPair,
    }),
  ];
}

/** The id of the transaction whose other half this one is. */
const itsPair = sql`(select pair.id from ${transactions} pair where pair.transfer_pair_id = ${transactions}.id)`;

const idsOf = <K extends string>(record: Record<K, unknown>, next: () => string) =>
  Object.fromEntries(Object.keys(record).map((key) => [key, next()])) as Record<K, string>;
