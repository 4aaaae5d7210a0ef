/**
 * How well the search finds what was meant, with the model that LifeOS comes with: the sentences of CLINC150, which are not part of the project.
 * `npm run prove -- meaning` asks all 4,500 questions of 150 intents among 7,500 sentences, a run of all tests those of a few intents.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { speakAsService } from "#cloud/speak";
import { embedTexts } from "#core/knowledge/search/embedding";
import { find } from "#core/knowledge/search/find";
import { readIn } from "#core/knowledge/search/indexing";
import { embeddingProcess } from "#local/embedding/child";
import { pgliteDb } from "#testing/database";
import { harness } from "#testing/harness";
import { isWhole, SEED } from "#testing/sampled";
import { slow } from "#testing/slow";

type Sentence = [text: string, intent: string];
const root = path.resolve(import.meta.dirname, "../..", process.env.LIFEOS_DATA ?? "../shared/data");
const file = path.join(root, "sentences-clinc/data_small.json");
const ALL = 150;
const FEW = 12;

/** What is found once the model has answered, however busy the machine is. */
async function whole(search: () => ReturnType<typeof find>) {
  for (;;) {
    const { data, meaning } = await search();
    if (meaning.state !== "starting") return data;
  }
}

slow(
  "the search finds a sentence of the same intent first, better by words and meaning than by either (skipped without LIFEOS_DATA)",
  async () => {
    if (!existsSync(file)) return;
    const { train, test } = JSON.parse(readFileSync(file, "utf8")) as Record<"train" | "test", Sentence[]>;
    const intents = [...new Set(train.map(([, intent]) => intent))];
    const chosen = new Set(
      isWhole("meaning") ? intents : intents.filter((_, i) => (i + SEED) % Math.floor(ALL / FEW) === 0),
    );
    const kept = train.filter(([, intent]) => chosen.has(intent));
    const asked = test.filter(([, intent], i) => chosen.has(intent) && (isWhole("meaning") || i % 3 === 0));
    const model = embeddingProcess({ givesWay: false });
    const life = await harness(await pgliteDb(), { embedders: [model] });
    try {
      const as = await life.user("anna");
      const { ctx: service } = speakAsService("workflow");
      const rows = await life.database.query<{ id: string }>(
        "insert into tasks (user_id, title) select $1, t from unnest($2::text[]) with ordinality given(t, n) order by n returning id",
        [as.userId, kept.map(([text]) => text)],
      );
      const intentOf = new Map(rows.map(({ id }, i) => [id, kept[i]![1]]));
      while ((await readIn(service)) > 0);
      while ((await embedTexts(service, 600_000)).isLeft);
      const right = { text: 0, meaning: 0, hybrid: 0 };
      for (const mode of ["text", "meaning", "hybrid"] as const) {
        for (const [q, intent] of asked) {
          const data = await whole(() => find(life.as(as), { q, mode, limit: 1 }));
          if (data[0] && intentOf.get(data[0].id) === intent) right[mode] += 1 / asked.length;
        }
      }
      console.info(`  ${asked.length} questions of ${chosen.size} intents: ${JSON.stringify(right)}`);
      expect(right.hybrid).toBeGreaterThanOrEqual(0.88);
      if (isWhole("meaning")) expect(right.hybrid).toBeGreaterThan(Math.max(right.text, right.meaning));
    } finally {
      model.stop();
      await life.close();
    }
  },
  900_000,
);
