/** The journal of the demo person, and two things that they have captured with what these became. */
import { createHash } from "node:crypto";
import { insights } from "#core/cortex/insights.sql";
import { captureDocuments, dataStreams } from "#core/knowledge/data-streams.sql";
import { documents } from "#core/knowledge/documents.sql";
import { journalEntries } from "#core/knowledge/journal.sql";
import { keyPointsOf } from "#core/knowledge/key-points";
import { languageOf } from "#core/knowledge/language";
import { mentalModelsIn } from "#core/knowledge/mental-models";
import { sentimentOf } from "#core/knowledge/sentiment";
import { told } from "#core/knowledge/told.en";
import { columnsOfTelling } from "#core/platform/told";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

/** What was written, by how many days ago; the last one a year ago. */
const ENTRIES: readonly [daysAgo: number, content: string, ...tags: string[]][] = [
  [
    1,
    "Slept badly, and the morning meeting was a mess. A walk in the park helped a bit, and dinner with friends was lovely.",
  ],
  [
    2,
    "Squats felt strong today. I am proud that I did not skip the session although it rained all afternoon.",
    "training",
  ],
  [4, "Heute war ein ruhiger Tag. Ich habe lange gelesen und abends mit meiner Mutter telefoniert.", "familie"],
  [
    6,
    "Found a great little café near the office. The owner told me about the house and how it was saved from being torn down.",
  ],
  [
    9,
    "I hate how the invoice business eats my evenings. I am tired and annoyed, and I want to find a better way for it.",
    "work",
  ],
  [
    13,
    "Cooked the risotto again and it was wonderful. The kitchen was a mess, and nobody was sorry about it.",
    "cooking",
  ],
  [17, "A long day on the train. I have read half of the book about gardens and slept the other half."],
  [22, "Started this journal. I want to see what makes a good day and what does not."],
  [
    365,
    "The first asparagus of the year, and the sun was out until eight. I was so happy that we went to the lake.",
    "garden",
  ],
];

const PAGE = {
  title: "Why a garden needs patience",
  url: "https://example.org/patience",
  text: [
    "A garden needs patience, because most plants take years before they give anything back to the gardener.",
    "Asparagus beds must grow for three years before anybody cuts the first spears from the plants.",
    "The opportunity cost of an asparagus bed is a bed of beans, which gives a harvest in the first summer.",
    "My neighbour has tried to hurry his garden with lamps, and the lamps have broken twice.",
    "Plants that are cut in their first years grow weak, and weak plants give the gardener thin spears.",
    "A gardener who waits has a bed of asparagus that gives spears for fifteen years.",
    "Most people who plant a garden stop in the second year, just before the plants would give something back.",
    "Patience is no talent: a gardener learns it from beds that take years.",
  ].join(" "),
};

const BOOK = {
  title: "The Garden Year",
  author: "K. Čapek",
  highlights: [
    "There is no end to a garden: it is finished when its gardener is.",
    "One must be older than a tree to understand what it is waiting for.",
  ],
};

const DAY_MS = 86_400_000;

export default async function knowledge({ ctx, start, today }: Given): Promise<Query[]> {
  const since = { createdAt: start, updatedAt: start };
  const entries = ENTRIES.map(([daysAgo, content, ...tags]) => ({
    ...since,
    entryDate: new Date(Date.parse(today) - daysAgo * DAY_MS).toISOString().slice(0, 10),
    content,
    tags,
    sentiment: sentimentOf(content),
  }));
  const [page, book] = [documentOf(ctx, PAGE.title, PAGE.text), documentOf(ctx, BOOK.title, bookText())];
  const pageId = uuidv7(ctx.now());
  const [points, models] = [keyPointsOf(PAGE.text, "en"), mentalModelsIn(PAGE.text, "en")];
  const analysed = { ...since, status: "analysed", capturedAt: start, processedAt: start } as const;
  const outcome = { metrics: null, entities: null, keyPoints: 0, mentalModels: 0, remarks: [] };
  return [
    ...added(ctx, journalEntries, entries),
    ...added(
      ctx,
      documents,
      [page, book].map((one) => ({ ...one, ...since })),
    ),
    ...added(ctx, captureDocuments, [
      { documentId: page.id, key: `capture ${pageId}`, contentHash: md5(page.contentMarkdown) },
      { documentId: book.id, key: "book of the demo life", contentHash: md5(book.contentMarkdown) },
    ]),
    ...added(ctx, dataStreams, [
      {
        ...analysed,
        id: pageId,
        source: "web",
        externalId: PAGE.url,
        contentType: "text/plain",
        title: PAGE.title,
        url: PAGE.url,
        payload: PAGE,
        outcome: {
          ...outcome,
          documents: [{ id: page.id, title: page.title }],
          highlights: null,
          keyPoints: points.length,
          mentalModels: models.length,
          language: languageOf(PAGE.text),
        },
      },
      {
        ...analysed,
        source: "ebook",
        externalId: "demo",
        contentType: "application/json",
        title: BOOK.title,
        payload: { highlights: BOOK.highlights.map((text) => ({ book: BOOK.title, author: BOOK.author, text })) },
        outcome: {
          ...outcome,
          documents: [{ id: book.id, title: book.title }],
          highlights: { found: BOOK.highlights.length, added: BOOK.highlights.length },
          language: languageOf(BOOK.highlights.join(" ")),
        },
      },
    ]),
    ...added(ctx, insights, [
      {
        ...since,
        insightType: "key_points",
        dedupeKey: `capture:${pageId}:key_points`,
        ...columnsOfTelling({ title: told("capture_points", { title: PAGE.title }) }),
        body: points.map(({ text }) => text).join("\n\n"),
        bodyCoded: null,
        evidence: { captureId: pageId, points },
        confidence: 0.5,
        dataStreamId: pageId,
        generatedBy: "rule",
      },
      ...models.map(({ model, sentence, start: from, end }) => ({
        ...since,
        insightType: "mental_model",
        dedupeKey: `capture:${pageId}:model:${model.id}`,
        ...columnsOfTelling({
          title: {
            ...told("capture_model", { model: model.id, title: PAGE.title }),
            text: told("capture_model", { model: model.en, title: PAGE.title }).text,
          },
        }),
        body: sentence,
        bodyCoded: null,
        evidence: { captureId: pageId, model: model.id, sentence, start: from, end },
        confidence: 0.7,
        dataStreamId: pageId,
        generatedBy: "rule" as const,
      })),
    ]),
  ];
}

const documentOf = (ctx: Ctx, title: string, contentMarkdown: string) => ({
  id: uuidv7(ctx.now()),
  title,
  contentMarkdown,
});

const bookText = () => `*${BOOK.author}*\n\n${BOOK.highlights.map((text) => `> ${text}`).join("\n\n")}`;

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
