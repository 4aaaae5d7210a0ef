/** One thing that was noticed: the sentence, how sure it is, what it rests on, and whether it is of use. */
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { sentenceOf } from "#console/frame/sentence.ts";
import { Card, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, Tag } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { Time } from "#console/ui/Time.tsx";
import { money, number, percent } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { toldOf, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { measureIn } from "./measures.ts";
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
        <Card>
          <Evidence evidence={insight.evidence} />
        </Card>
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

/** The figures of a finding; amounts of money are written as such. Ids are no figures: the story of the finding leads to what they name. */
function Evidence({ evidence }: { evidence: Insight["evidence"] }) {
  const all = useWords<typeof en>("cortex");
  const words = all.insight;
  usePlace();
  // Where a sentence stands in its text, and by which code its model goes, says nothing to anybody: the title names it.
  const { currency, start, end, model, ...figures } = evidence as Record<string, unknown>;
  const entries = Object.entries(figures).filter(([name, value]) => value !== null && !/Ids?$/.test(name));
  if (entries.length === 0) return <p className="quiet">{words.noEvidence}</p>;
  const shown = (name: string, value: unknown) => {
    if (typeof value === "number" && name.endsWith("Cents") && typeof currency === "string")
      return money(value, currency);
    if (typeof value === "number") return number(value);
    if (Array.isArray(value)) return words.several(value.length);
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
    return typeof value === "string" ? measureIn(all, value) : String(value);
  };
  return (
    <Stack>
      {entries.map(([name, value]) =>
        name === "sentence" ? (
          <p key={name} dir="auto">
            {String(value)}
          </p>
        ) : (
          <Row key={name} end={<span className="data num">{shown(name, value)}</span>}>
            <Figure name={name} />
          </Row>
        ),
      )}
    </Stack>
  );
}

/** In words, or as the finding calls it where there are none. */
function Figure({ name }: { name: string }) {
  const { figures } = useWords<typeof en>("cortex").insight;
  const label = (figures as Record<string, string | undefined>)[name];
  return label === undefined ? <span className="mono quiet">{name}</span> : <span className="quiet">{label}</span>;
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
