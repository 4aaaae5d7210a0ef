/** Operations that stream or answer bytes, for the tests of everything that serves them. */
import * as z from "zod/mini";
import { endpoint, file } from "./endpoint.ts";
import { NotFound } from "./problem.ts";
import { stream } from "./stream.ts";

const Digits = z.string().check(z.regex(/^\d{1,6}$/));

/** Counts from where the client was to `to`; without `to` it goes on until nobody listens. */
export const count = stream("GET /v1/kit/counters/{counterId}/count", {
  summary: "Count",
  description: "Counts up, one event for each number.",
  query: z.strictObject({ to: z.optional(Digits), padding: z.optional(Digits) }),
  problems: [NotFound],
  events: {
    number: z.strictObject({ n: z.int(), by: z.string(), padding: z.optional(z.string()) }),
    half: z.strictObject({ at: z.int() }),
  },
  async *handler(ctx) {
    const to = Number(ctx.query.to ?? Number.POSITIVE_INFINITY);
    const padding = ctx.query.padding && { padding: "x".repeat(Number(ctx.query.padding)) };
    if (to === 0) throw NotFound("There is nothing to count.");
    try {
      for (let n = Number(ctx.lastEventId ?? 0) + 1; n <= to; n++) {
        counted.made = n;
        yield { event: "number", id: String(n), data: { n, by: ctx.actor.userId, ...padding } };
        if (n === 13) throw new Error("thirteen");
        if (n * 2 === to) yield { event: "half", data: { at: n } };
      }
    } finally {
      counted.ended++;
    }
  },
});

/** What the handler of `count` did last. */
export const counted = { made: 0, ended: 0 };

/** For anybody, and therefore without an authorizer. */
export const tick = stream("GET /v1/kit/ticks/hear", {
  summary: "Hear ticks",
  description: "As many ticks as are asked for.",
  access: "public",
  query: z.strictObject({ to: z.optional(Digits) }),
  events: { tick: z.int() },
  async *handler({ query: { to = "3" } }) {
    for (let n = 1; n <= Number(to); n++) yield { event: "tick", id: String(n), data: n };
  },
});

/** Says nothing at all until nobody listens. */
export const silence = stream("GET /v1/kit/silences/hear", {
  summary: "Hear nothing",
  description: "Never says anything.",
  access: "public",
  events: { sound: z.string() },
  async *handler({ signal }) {
    heard.listening++;
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    heard.left++;
    yield { event: "sound", data: "nobody hears it" };
  },
});
export const heard = { listening: 0, left: 0 };

/** As many bytes as are asked for. */
export const picture = endpoint("GET /v1/kit/pictures/{pictureId}", {
  summary: "Show a picture",
  description: "The picture itself.",
  query: z.strictObject({ bytes: z.optional(z.string().check(z.regex(/^\d{1,8}$/))) }),
  produces: ["image/png", "text/csv"],
  handler: ({ query: { bytes = "256" } }) =>
    file(
      Uint8Array.from({ length: Number(bytes) }, (_, i) => i % 256),
      {
        contentType: "image/png",
        name: 'Käse "1".png',
        inline: true,
      },
    ),
});
