/** For tests: a harness whose LifeOS sells plans through the stand-in for Stripe, and ways to deliver what that reports. */
import { scheduleHandler } from "#cloud/clock";
import { sign } from "#core/billing/signature";
import { begin } from "#functions/billing/checkout";
import { reconcile } from "#functions/billing/schedules";
import { receive } from "#functions/ingest/stripe";
import { type OpenDatabase, testDb } from "#testing/database";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";
import { STRIPE_SECRET, type StripeEvent, type StripeStandIn, stripeStandIn } from "#testing/stripe";

export interface Shop extends Harness {
  stripe: StripeStandIn;
  /** Delivers one event, signed now unless a header is given. */
  report(event: StripeEvent | object, header?: string): Promise<Answer>;
  /** Delivers all events that have not been delivered yet, in their order. */
  reportAll(): Promise<void>;
  /** Subscribes the person on Stripe's page; nothing of it is reported. */
  buy(person: Person, priceId: string): Promise<string>;
  /** Lets the clock run the schedule. */
  lookAgain(): Promise<void>;
  tierOf(person: Person): Promise<string>;
  later(ms: number): void;
}

export const DAY_MS = 86_400_000;

export async function shop(config: Record<string, string> = {}, open?: OpenDatabase): Promise<Shop> {
  let life: Harness | undefined;
  const stripe = await stripeStandIn(() => life!.now());
  life = await harness(open ?? (await testDb()), {
    config: { ...stripe.config, ...config },
    network: stripe.network,
  });
  const made = life;
  const { close } = made;
  let delivered = 0;

  const report: Shop["report"] = (event, header) => {
    const body = JSON.stringify(event, null, 2);
    const signature = header ?? sign(body, STRIPE_SECRET, made.now());
    return made.call(receive, {
      body,
      headers: { "content-type": "application/json", "stripe-signature": signature },
    });
  };

  return Object.assign(made, {
    stripe,
    report,
    async reportAll() {
      while (delivered < stripe.events.length) {
        const { status, body } = await report(stripe.events[delivered]!);
        if (status !== 202) throw new Error(JSON.stringify(body));
        delivered++;
      }
    },
    async buy(person: Person, priceId: string) {
      const { status, body } = await made.call(begin, { as: person, body: { priceId } });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return stripe.pay(body.url).id;
    },
    async lookAgain() {
      await scheduleHandler(reconcile)({});
    },
    async tierOf({ userId }: Person) {
      const [row] = await made.database.query<{ tier: string }>("select tier from users where id = $1", [userId]);
      return row!.tier;
    },
    later(ms: number) {
      made.setNow(new Date(made.now().getTime() + ms));
    },
    async close() {
      await stripe[Symbol.asyncDispose]();
      await close();
    },
  });
}
