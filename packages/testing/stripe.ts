/**
 * Stands in for Stripe at the network, by its published contract (https://docs.stripe.com/api, version 2026-10-28.endive): forms with
 * brackets, idempotency keys, errors, and signed events. What a customer or Stripe itself does is done by calling `pay`, `change` and so
 * on; each of these makes events, which a test delivers as it likes: late, twice, in another order, or never.
 */
import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Network } from "#kit/third-party";
import { KEEPS_CONNECTIONS } from "#testing/patience";

export interface StripeRequest {
  method: string;
  path: string;
  form: Record<string, string>;
  headers: http.IncomingHttpHeaders;
}

type Status =
  | "trialing"
  | "active"
  | "past_due"
  | "canceled"
  | "unpaid"
  | "incomplete"
  | "incomplete_expired"
  | "paused";

export interface StandInSubscription {
  id: string;
  object: "subscription";
  customer: string;
  status: Status;
  items: { object: "list"; data: object[] };
  cancel_at_period_end: boolean;
  cancel_at: number | null;
  canceled_at: number | null;
  trial_end: number | null;
  metadata: Record<string, string>;
}

interface Invoice {
  id: string;
  object: "invoice";
  created: number;
}

interface Session {
  id: string;
  object: "checkout.session";
  status: "open" | "complete" | "expired";
  url: string | null;
  expires_at: number;
  customer: string | null;
  subscription: string | null;
  payment_status: "paid" | "unpaid";
  form: Record<string, string>;
}

export interface StripeEvent {
  id: string;
  object: "event";
  type: string;
  created: number;
  data: { object: object };
}

export const STRIPE_SECRET = "whsec_of_the_stand_in";

/** What the prices of the stand-in stand for, and one that the configuration does not know. */
export const STRIPE_PRICES = {
  price_starter: { tier: "starter", amountCents: 500, currency: "EUR", interval: "month" },
  price_pro: { tier: "pro", amountCents: 900, currency: "EUR", interval: "month" },
  price_pro_year: { tier: "pro", amountCents: 9_000, currency: "EUR", interval: "year" },
} as const;

const AMOUNTS: Record<string, [amount: number, interval: "month" | "year"]> = {
  price_starter: [500, "month"],
  price_pro: [900, "month"],
  price_pro_year: [9_000, "year"],
  price_unknown: [100_000, "month"],
};

/** Packs of tokens, which are paid once. */
export const STRIPE_PACKS = {
  price_million: { tokens: 1_000_000, amountCents: 500, currency: "EUR" },
  price_five_million: { tokens: 5_000_000, amountCents: 2_000, currency: "EUR" },
} as const;

const DAY = 86_400;

export type StripeStandIn = Awaited<ReturnType<typeof stripeStandIn>>;

/** `now` is the time that Stripe has. */
export async function stripeStandIn(now: () => Date) {
  const subscriptions = new Map<string, StandInSubscription>();
  const sessions = new Map<string, Session>();
  const customers = new Set<string>();
  /** By subscription, the oldest first. */
  const unpaid = new Map<string, Invoice[]>();
  const answered = new Map<string, [status: number, body: object]>();
  const events: StripeEvent[] = [];
  const requests: StripeRequest[] = [];
  const seconds = () => Math.floor(now().getTime() / 1_000);

  const server = http.createServer(KEEPS_CONNECTIONS, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const url = new URL(request.url!, "http://x");
    requests.push({ method: request.method!, path: url.pathname, form, headers: request.headers });
    // What is answered is how things are when the request arrives, however long the answer takes.
    const [status, answer] = keyed(request, form, () => route(request, url, form));
    if ((await standIn.before()) === "breaks off") return request.socket.destroy();
    if (standIn.failing) return standIn.failing(response);
    response.writeHead(status, { "content-type": "application/json", "request-id": `req_${randomUUID()}` });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const refused = (status: number, type: string, message: string, param?: string, code?: string): [number, object] => [
    status,
    { error: { type, message, ...(param && { param }), ...(code && { code }) } },
  ];
  const noCustomer = (id: string) =>
    refused(400, "invalid_request_error", `No such customer: '${id}'`, "customer", "resource_missing");
  const missing = (what: string, id: string) => refused(404, "invalid_request_error", `No such ${what}: '${id}'`, "id");

  /** A key stands for the first answer for a day, and may not come with other parameters. */
  function keyed(request: http.IncomingMessage, form: Record<string, string>, answer: () => [number, object]) {
    const key = request.headers["idempotency-key"];
    if (request.method !== "POST" || key === undefined) return answer();
    const name = `${key} ${JSON.stringify(form)}`;
    if ([...answered.keys()].some((other) => other.startsWith(`${key} `) && other !== name))
      return refused(
        400,
        "idempotency_error",
        "Keys for idempotent requests can only be used with the same parameters.",
      );
    const made = answered.get(name) ?? answer();
    answered.set(name, made);
    return made;
  }

  function route(request: http.IncomingMessage, url: URL, form: Record<string, string>): [number, object] {
    if (request.headers.authorization !== "Bearer sk_test_stand_in")
      return refused(401, "invalid_request_error", "Invalid API Key provided: sk_test_****");
    const [, , kind, ...rest] = url.pathname.split("/");
    const name = `${request.method} ${kind}`;
    const id = decodeURIComponent(rest.at(-1) ?? "");
    if (name === "GET subscriptions") return shown(id);
    if (name === "GET invoices") return invoicesOf(url.searchParams);
    if (name === "GET checkout") return sessionOf(id);
    if (name === "POST checkout") return created(form);
    if (name === "POST billing_portal")
      return customers.has(form.customer ?? "") && form.return_url
        ? [
            200,
            {
              id: "bps_1",
              object: "billing_portal.session",
              url: `https://billing.stripe.com/p/session/${randomUUID()}`,
            },
          ]
        : noCustomer(form.customer ?? "");
    return refused(404, "invalid_request_error", `Unrecognized request URL (${name}).`);
  }

  function shown(id: string): [number, object] {
    const found = subscriptions.get(id);
    return found ? [200, structuredClone(found)] : missing("subscription", id);
  }

  /** The newest first. Those that are paid are forgotten here. */
  function invoicesOf(query: URLSearchParams): [number, object] {
    const id = query.get("subscription") ?? "";
    if (query.get("status") !== "open") return refused(400, "invalid_request_error", "Only open invoices are here.");
    return [200, { object: "list", has_more: false, data: (unpaid.get(id) ?? []).toReversed() }];
  }

  function sessionOf(id: string): [number, object] {
    const session = sessions.get(id);
    if (!session) return missing("checkout.session", id);
    if (session.status === "open" && session.expires_at <= seconds())
      Object.assign(session, { status: "expired", url: null });
    return [200, bare(session)];
  }

  const bare = ({ form: _, ...session }: Session) => session;

  function created(form: Record<string, string>): [number, object] {
    const price = form["line_items[0][price]"] ?? "";
    const expires = Number(form.expires_at);
    if (form.customer && !customers.has(form.customer)) return noCustomer(form.customer);
    const isPack = Object.hasOwn(STRIPE_PACKS, price);
    if (isPack && form.mode === "subscription")
      return refused(
        400,
        "invalid_request_error",
        "You must provide at least one recurring price in `subscription` mode.",
      );
    if (isPack && Object.keys(form).some((key) => key.startsWith("subscription_data")))
      return refused(400, "invalid_request_error", "You can not pass `subscription_data` in `payment` mode.");
    if (form.mode !== (isPack ? "payment" : "subscription") || form["line_items[0][quantity]"] !== "1")
      return refused(400, "invalid_request_error", "Missing required param: line_items.", "line_items");
    if (!AMOUNTS[price] && !isPack) return missing("price", price);
    if (!form.success_url) return refused(400, "invalid_request_error", "Missing required param: success_url.");
    if (form.customer && form.customer_email)
      return refused(
        400,
        "invalid_request_error",
        "You may only specify one of these parameters: customer, customer_email.",
      );
    if (!(expires >= seconds() + 30 * 60 && expires <= seconds() + DAY))
      return refused(
        400,
        "invalid_request_error",
        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
        "expires_at",
      );
    const id = `cs_test_${randomUUID()}`;
    const session: Session = {
      id,
      object: "checkout.session",
      status: "open",
      url: `https://checkout.stripe.com/c/pay/${id}`,
      expires_at: expires,
      customer: form.customer ?? null,
      subscription: null,
      payment_status: "unpaid",
      form,
    };
    sessions.set(id, session);
    return [200, bare(session)];
  }

  function happened(type: string, object: object): StripeEvent {
    const event: StripeEvent = {
      id: `evt_${randomUUID()}`,
      object: "event",
      type,
      created: seconds(),
      data: { object: structuredClone(object) },
    };
    events.push(event);
    return event;
  }

  const itemOf = (price: string) => ({
    id: `si_${randomUUID()}`,
    object: "subscription_item",
    quantity: 1,
    current_period_start: seconds(),
    current_period_end: seconds() + (AMOUNTS[price]![1] === "year" ? 365 : 30) * DAY,
    price: {
      id: price,
      object: "price",
      currency: "eur",
      unit_amount: AMOUNTS[price]![0],
      recurring: { interval: AMOUNTS[price]![1], interval_count: 1 },
    },
  });

  const invoiceOf = (): Invoice => ({ id: `in_${randomUUID()}`, object: "invoice", created: seconds() });

  const standIn = {
    /** What settings make it known to LifeOS. */
    config: {
      STRIPE_SECRET_KEY: "sk_test_stand_in",
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      STRIPE_PRICES: JSON.stringify(STRIPE_PRICES),
      STRIPE_PACKS: JSON.stringify(STRIPE_PACKS),
      PUBLIC_URL: "https://life.example",
    },
    network: {
      reroute(url) {
        if (url.host !== "api.stripe.com") throw new Error(`nobody stands in for ${url.host}`);
        return new URL(url.pathname + url.search, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      },
    } satisfies Network,
    /** Everything that happened, in order. */
    events,
    requests,
    subscriptions,
    sessions,
    /** Waits before each answer, which may break off. */
    before: async (): Promise<"breaks off" | undefined> => undefined,
    /** Answers the next requests so, instead of by the contract; undefined for the contract again. */
    failing: undefined as ((response: http.ServerResponse) => void) | undefined,

    /** A subscription that somebody made without a checkout of LifeOS, such as at Stripe's own pages. */
    subscribe(
      metadata: Record<string, string>,
      { price = "price_pro", status = "active" as Status, customer = `cus_${randomUUID()}` } = {},
    ) {
      customers.add(customer);
      const made: StandInSubscription = {
        id: `sub_${randomUUID()}`,
        object: "subscription",
        customer,
        status,
        items: { object: "list", data: [itemOf(price)] },
        cancel_at_period_end: false,
        cancel_at: null,
        canceled_at: null,
        trial_end: status === "trialing" ? seconds() + 14 * DAY : null,
        metadata,
      };
      subscriptions.set(made.id, made);
      happened("customer.subscription.created", made);
      return made;
    },
    /** Pays on the page of a checkout. */
    pay(url: string, status: Status = "active"): StandInSubscription {
      const session = [...sessions.values()].find((one) => one.url === url);
      if (session?.status !== "open" || session.expires_at <= seconds()) throw new Error("nobody can pay on this page");
      const { form } = session;
      const made = standIn.subscribe(
        { user_id: form["subscription_data[metadata][user_id]"] ?? "" },
        { price: form["line_items[0][price]"]!, status, ...(session.customer && { customer: session.customer }) },
      );
      Object.assign(session, {
        status: "complete",
        url: null,
        customer: made.customer,
        subscription: made.id,
        payment_status: "paid",
      });
      happened("checkout.session.completed", bare(session));
      return made;
    },
    /** Pays for a pack on the page of a checkout: at once, or by a way that takes days, which `settles` ends. */
    payOnce(url: string, { takesDays = false } = {}) {
      const session = [...sessions.values()].find((one) => one.url === url);
      if (session?.status !== "open" || session.expires_at <= seconds() || session.form.mode !== "payment")
        throw new Error("nobody can pay on this page");
      Object.assign(session, { status: "complete", url: null, payment_status: takesDays ? "unpaid" : "paid" });
      happened("checkout.session.completed", bare(session));
      return {
        settles() {
          session.payment_status = "paid";
          return happened("checkout.session.async_payment_succeeded", bare(session));
        },
      };
    },
    /** Ends the time of a checkout. */
    expire(url: string) {
      const session = [...sessions.values()].find((one) => one.url === url)!;
      Object.assign(session, { status: "expired", url: null });
      happened("checkout.session.expired", bare(session));
    },
    change(id: string, to: Partial<StandInSubscription> & { price?: string }) {
      const { price, ...rest } = to;
      const subscription = subscriptions.get(id)!;
      Object.assign(subscription, rest, price && { items: { object: "list", data: [itemOf(price)] } });
      if (subscription.status === "active" || subscription.status === "trialing") unpaid.delete(id);
      const type = subscription.status === "canceled" ? "deleted" : "updated";
      return happened(`customer.subscription.${type}`, subscription);
    },
    /** The next payment cannot be collected. */
    fail(id: string) {
      const invoice = invoiceOf();
      unpaid.set(id, [...(unpaid.get(id) ?? []), invoice]);
      const due = { ...invoice, amount_due: 900, currency: "eur" };
      happened("invoice.payment_failed", { ...due, parent: { subscription_details: { subscription: id } } });
      return standIn.change(id, { status: "past_due" });
    },
    /** Seconds since 1970 of the oldest invoice that is not paid. */
    unpaidSince: (id: string): number | undefined => unpaid.get(id)?.[0]?.created,
    /** Forgets what it made, as an account that was emptied. */
    forget(id: string) {
      subscriptions.delete(id);
    },
    forgetCustomer(id: string) {
      customers.delete(id);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return standIn;
}
