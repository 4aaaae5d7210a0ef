/** What a capture may hold, by its source. */
import * as z from "zod/mini";
import { fieldSayings } from "#kit/sayings";
import { Instant, Text } from "#kit/wire";

export const MAX_PAGE_BYTES = 5 * 1024 * 1024;
export const MAX_HIGHLIGHTS = 5_000;
export const MAX_READINGS = 1_000;
const MAX_TEXT = 500_000;

const Address = Text(2_000).check(z.regex(/^https?:\/\/[^\s/]+/, fieldSayings.sentences.must_be_web_url));

/** Text of such a length is read once, as a whole. */
const Long = Text(MAX_PAGE_BYTES, 1);

const oneAtLeast = (...names: [string, string, ...string[]]) =>
  [
    z.refine<object>((value) => names.some((name) => name in value), `must have one of ${names.join(", ")}`),
    z.meta({ anyOf: names.map((name) => ({ required: [name] })) }),
  ] as const;

const Web = z
  .strictObject({
    url: z.optional(Address),
    html: z.optional(Long),
    title: z.optional(Text(500)),
    text: z.optional(Text(MAX_TEXT, 1)),
  })
  .check(...oneAtLeast("url", "html", "text"));

const Highlight = z.strictObject({
  book: Text(400, 1),
  author: z.optional(Text(300)),
  text: Text(20_000, 1),
  note: z.optional(Text(20_000)),
  location: z.optional(Text(100)),
  at: z.optional(Instant),
});
export type Highlight = z.infer<typeof Highlight>;

const Ebook = z
  .strictObject({
    clippings: z.optional(Long),
    csv: z.optional(Long),
    highlights: z.optional(z.array(Highlight).check(z.minLength(1), z.maxLength(MAX_HIGHLIGHTS))),
  })
  .check(...oneAtLeast("clippings", "csv", "highlights"));

const Message = z.strictObject({
  network: Text(60, 1),
  from: Text(300, 1),
  to: z.optional(z.array(Text(300, 1)).check(z.maxLength(100))),
  text: Text(100_000, 1),
  at: Instant,
  threadId: z.optional(Text(300, 1)),
});

const Email = z.strictObject({
  from: Text(320, 1),
  to: z.optional(z.array(Text(320, 1)).check(z.maxLength(100))),
  subject: z.optional(Text(500)),
  text: Text(MAX_TEXT, 1),
  at: z.optional(Instant),
});

const Reading = z.strictObject({
  metric: Text(60, 1),
  value: z.number().check(z.gte(-1e12), z.lte(1e12)),
  unit: z.optional(Text(30)),
  at: Instant,
  endedAt: z.optional(Instant),
});
export type Reading = z.infer<typeof Reading>;

const Readings = z.strictObject({
  /** Who measured it: the samples have it as their source. */
  device: z.optional(Text(120, 1)),
  readings: z.array(Reading).check(z.minLength(1), z.maxLength(MAX_READINGS)),
});

const Document = z.strictObject({ title: Text(500, 1), text: Text(MAX_TEXT, 1) });

const given = {
  externalId: z.optional(Text(500, 1)),
  capturedAt: z.optional(Instant),
};

export const CaptureBody = z.discriminatedUnion("source", [
  z.strictObject({ source: z.literal("web"), ...given, payload: Web }),
  z.strictObject({ source: z.literal("ebook"), ...given, payload: Ebook }),
  z.strictObject({ source: z.literal("message"), ...given, payload: Message }),
  z.strictObject({ source: z.literal("email"), ...given, payload: Email }),
  z.strictObject({ source: z.literal("document"), ...given, payload: Document }),
  z.strictObject({ source: z.literal("wearable"), ...given, payload: Readings }),
  z.strictObject({ source: z.literal("device"), ...given, payload: Readings }),
]);
export type CaptureBody = z.infer<typeof CaptureBody>;
/** A source with what comes from it. */
export type Captured = CaptureBody extends infer B
  ? B extends CaptureBody
    ? Pick<B, "source" | "payload">
    : never
  : never;

/** The media type of what came in, and how a person knows it before anybody has read it. */
export function described({ source, payload }: Captured): {
  contentType: string;
  title: string | null;
  url: string | null;
} {
  switch (source) {
    case "web":
      return {
        contentType:
          payload.html !== undefined ? "text/html" : payload.text !== undefined ? "text/plain" : "text/uri-list",
        title: payload.title ?? payload.url?.slice(0, 500) ?? null,
        url: payload.url ?? null,
      };
    case "ebook":
      return {
        contentType:
          payload.clippings !== undefined ? "text/plain" : payload.csv !== undefined ? "text/csv" : "application/json",
        title: payload.highlights?.[0]?.book ?? null,
        url: null,
      };
    case "document":
      return { contentType: "text/markdown", title: payload.title, url: null };
    case "email":
      return { contentType: "application/json", title: payload.subject || payload.from, url: null };
    case "message":
      return { contentType: "application/json", title: payload.from, url: null };
    default:
      return { contentType: "application/json", title: payload.device ?? null, url: null };
  }
}
