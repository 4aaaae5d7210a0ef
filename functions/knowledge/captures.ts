import { CaptureBody, MAX_PAGE_BYTES } from "#core/knowledge/capture-payloads";
import * as Captures from "#core/knowledge/captures";
import { dataStreams } from "#core/knowledge/data-streams.sql";
import { CaptureEvents, CaptureReceived } from "#core/knowledge/events";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { Forbidden, InvalidInput, MissingScope, NotFound, StaleVersion } from "#kit/problem";
import { rowSchema } from "#kit/wire";

const Shown = rowSchema(dataStreams, Captures.HEAVY);

export const { list, get, restore, changes } = crud("/v1/knowledge/captures", dataStreams, {
  write: [],
  filter: ["source", "status", "capturedAt", "externalId", "url"],
  sort: ["capturedAt"],
  include: Captures.HEAVY,
  title: "title",
  emits: { ...CaptureEvents, created: CaptureReceived },
  restore: { description: "It is analysed again." },
});

export const create = endpoint("POST /v1/knowledge/captures", {
  summary: "Capture something",
  description:
    "What comes from another program, a page or a device; what it becomes is found out in the background (`status`, `outcome`). Each `source` has its own `payload`: a page of the web as `html` with its `url`, as its `text`, or as a `url` alone, which is fetched from the public internet; highlights of e-books as a Kindle's `My Clippings.txt`, as a table with columns such as Highlight, Book Title and Author, or as a list; a message; the text of a mail or of a document; readings of a wearable or another device.\n\nA page, a mail and a document become a document of yours, highlights one for each book, to which later ones are added; readings become metrics, for which an API key needs `health:write` as well; and what a text says above all, and the mental models that it names, become insights.\n\nOf one source, what has the same `externalId`, or without any the same payload, is one capture: the answer is 200 and the one that is there, as it came in first.",
  body: CaptureBody,
  returns: Shown,
  status: 201,
  otherStatuses: [200],
  locates: true,
  maxBodyBytes: MAX_PAGE_BYTES,
  problems: [InvalidInput, MissingScope],
  example: {
    body: {
      source: "web",
      payload: { url: "https://example.org/asparagus", title: "Asparagus", text: "Asparagus is a perennial plant." },
    },
  },
  async handler(ctx) {
    const { capture, isNew } = await Captures.receive(ctx, ctx.body);
    return reply(
      capture,
      isNew ? { status: 201, headers: { location: `/v1/knowledge/captures/${capture.id}` } } : { status: 200 },
    );
  },
});

export const remove = endpoint("DELETE /v1/knowledge/captures/{captureId}", {
  summary: "Delete a capture",
  description:
    "With it go the insights that quote it. The documents and metrics that it has become stay, until you delete them.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Captures.remove(ctx, ctx.params.captureId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const analyse = endpoint("POST /v1/knowledge/captures/{captureId}/analyse", {
  summary: "Analyse a capture again",
  description:
    "Each is analysed once when it comes in. This does it again, in the background, and replaces what was made of it: its document, unless you have changed that since, its metrics and its insights. A page that was given by its address alone is fetched anew. One that waits to be analysed goes on waiting.",
  returns: Shown,
  status: 202,
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    return reply(Captures.answer(await Captures.analyseAgain(ctx, ctx.params.captureId)), { status: 202 });
  },
});
