/** One thing that was noticed: the sentence, how sure it is, what it rests on, and whether it is of use. */
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { sentenceOf } from "#console/frame/sentence.ts";
import { Card, Page, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, Tag } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { Time } from "#console/ui/Time.tsx";
import { percent } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { toldOf, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Evidence } from "./Evidence.tsx";
import type en from "./words.en.ts";

type Insight = Answer<"cortex.insights.get">;

/** The API takes so many ids at once. Whoever wants more follows the story. */
const MOST_EVENTS = 100;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("cortex.insights.get", { path: { insightId: params.insightId! } });

export default function InsightPage() {
  const words = useWords<typeof en>("cortex").insight;
  const { insightId } = useParams() as { insightId: string };
  const { data: insight, problem, isLoading, retry } = useRead("cortex.insights.get", { path: { insightId } });
  const told = useTold();
  return (
    <Page
      above={<Link to="/cortex/insights">{words.above}</Link>}
      title={insight ? told(insight).title : words.above}
      state={isLoading ? "loading" : problem && !insight ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {insight && <Whole insight={insight} />}
    </Page>
  );
}

function Whole({ insight }: { insight: Insight }) {
  const words = useWords<typeof en>("cortex").insight;
  const told = useTold();
  const { generatedBy, confidence, createdAt, sourceEventIds } = insight;
  return (
    <>
      <Card>
        <p className="serif" dir="auto">
          {told(insight).body}
        </p>
        <div className="row">
          <Tag icon="spark">{words.by[generatedBy]}</Tag>
          <Tag>{words.sure(percent(confidence))}</Tag>
          <span className="quiet small">
            {words.when} <Time at={createdAt} form="moment" />
          </span>
        </div>
        <Useful insight={insight} />
      </Card>
      <Section title={words.rests}>
        <Evidence of={insight} />
      </Section>
      {sourceEventIds.length > 0 && <FoundIn ids={sourceEventIds} />}
    </>
  );
}

function Useful({ insight }: { insight: Insight }) {
  const words = useWords<typeof en>("cortex").insight;
  const values = ["helpful", "not_helpful", "dismissed"] as const;
  return (
    <Radios<(typeof values)[number] | "">
      label={words.useful}
      value={insight.feedback ?? ""}
      choices={values.map((value) => ({ value, label: words.choices[value] }))}
      onChange={(feedback) => feedback !== "" && void rate(insight, feedback).catch(() => {})}
    />
  );
}

function FoundIn({ ids }: { ids: readonly string[] }) {
  const words = useWords<typeof en>("cortex").insight;
  const place = usePlace();
  const shown = ids.slice(0, MOST_EVENTS);
  const { data, problem, retry } = useRead("platform.events.list", {
    query: { id: shown, titles: true, limit: MOST_EVENTS },
  });
  return (
    <Section title={words.ledHere} more={<Link to={`/timeline?event=${ids[0]}`}>{words.why}</Link>}>
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && (
        <Card>
          <Stack>
            {data.data.map((event) => (
              <p key={event.id}>
                <Link to={`/timeline?event=${event.id}`} dir="auto">
                  {sentenceOf(event, place)}
                </Link>{" "}
                <span className="quiet small">
                  <Time at={event.createdAt} form="moment" />
                </span>
              </p>
            ))}
            {data.data.length < ids.length && <p className="quiet">{words.unseen(ids.length - data.data.length)}</p>}
          </Stack>
        </Card>
      )}
    </Section>
  );
}

const rate = (insight: Insight, feedback: "helpful" | "not_helpful" | "dismissed") =>
  change("cortex.insights.feedback", {
    path: { insightId: insight.id },
    body: { feedback },
    row: insight,
    patch: { feedback },
    title: toldOf(insight).title,
  });
