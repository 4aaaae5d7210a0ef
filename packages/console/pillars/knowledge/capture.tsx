/** One thing that came in, what it became, and the sentences that say what it says. */
import { Link, useNavigate, useParams } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { About } from "#console/frame/Backlinks.tsx";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page, Section, Stack } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { usePlace } from "#console/words/place.ts";
import { useSaid, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { analyseAgain, remove, titleOf } from "./captures.tsx";
import type en from "./words.en.ts";

type Capture = Answer<"knowledge.captures.get">;

const insightsOf = (captureId: string) => ({ query: { dataStreamId: captureId } });

export const load: PageModule["load"] = ({ params }) => {
  prefetchList("cortex.insights.list", insightsOf(params.captureId!));
  prefetch("knowledge.captures.get", { path: { captureId: params.captureId! } });
};

export default function CapturePage() {
  const words = useWords<typeof en>("knowledge").captures;
  const go = useNavigate();
  const { captureId } = useParams() as { captureId: string };
  const { data, problem, isLoading, retry } = useRead("knowledge.captures.get", { path: { captureId } });
  const deleted = async (one: Capture) => {
    await remove(one, words);
    await go("/knowledge/captures");
  };
  return (
    <Page
      above={<Link to="/knowledge/captures">{words.title}</Link>}
      title={data ? titleOf(data, words) : words.title}
      actions={
        data && (
          <>
            <Button
              icon="again"
              why={data.status === "waiting" && words.statuses.waiting}
              onClick={() => void analyseAgain(data, words)}
            >
              {words.again}
            </Button>
            <Button icon="trash" onClick={() => void deleted(data).catch(() => {})}>
              {words.delete}
            </Button>
          </>
        )
      }
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {data && (
        <>
          <Became capture={data} />
          {data.status === "analysed" && <Insights captureId={data.id} />}
          <About type="capture" id={data.id} />
          <Came capture={data} />
        </>
      )}
    </Page>
  );
}

function Became({ capture: { status, statusReason, statusReasonCoded, outcome } }: { capture: Capture }) {
  const words = useWords<typeof en>("knowledge").captures;
  const said = useSaid();
  const { highlights, metrics, documents = [], remarks = [] } = outcome ?? {};
  const facts = [
    documents.length > 0 && {
      name: words.ofDocuments,
      value: documents.map(({ id, title }) => <Entity key={id} type="document" id={id} name={title} />),
    },
    highlights && { name: words.ofHighlights, value: words.ofHighlightsIs(highlights.found, highlights.added) },
    metrics && {
      name: words.ofMetrics,
      value: words.ofMetricsIs(metrics.received, metrics.added + metrics.updated, metrics.duplicates, metrics.refused),
    },
  ].filter((fact) => !!fact);
  return (
    <Section title={words.became}>
      <Stack>
        {status !== "analysed" && (
          <p>
            <State tone={status === "failed" ? "warn" : "live"}>{words.statuses[status]}</State>
          </p>
        )}
        {status === "failed" && statusReason && (
          <Remark tone="warn" icon="warning">
            <p dir="auto">{said(statusReason, statusReasonCoded)}</p>
          </Remark>
        )}
        {facts.length > 0 && (
          <Card>
            <Facts facts={facts} />
          </Card>
        )}
        {status === "analysed" && facts.length === 0 && <p className="quiet">{words.nothingElse}</p>}
        {remarks.length > 0 && (
          <Remark>
            <p>{words.remarks}</p>
            <ul>
              {remarks.map((remark) => (
                <li key={`${remark.at} ${remark.text}`} dir="auto">
                  {remark.at !== null && `${words.reading(remark.at + 1)}: `}
                  {said(remark.text, remark.coded)}
                </li>
              ))}
            </ul>
          </Remark>
        )}
      </Stack>
    </Section>
  );
}

/** The sentences stay in the language of the text; what they are is said in the person's. */
function Insights({ captureId }: { captureId: string }) {
  const words = useWords<typeof en>("knowledge").captures;
  const told = useTold();
  const rows = useList("cortex.insights.list", insightsOf(captureId));
  const all = allOf(rows);
  if (rows.state === "loading") return null;
  return (
    <Section title={words.insights}>
      {all.length === 0 ? (
        <p className="quiet">{words.noInsights}</p>
      ) : (
        <Stack>
          {all.map((insight) => (
            <Card key={insight.id}>
              <p>
                <Link to={`/cortex/insights/${insight.id}`} dir="auto">
                  {told(insight).title}
                </Link>
              </p>
              {insight.body.split("\n\n").map((sentence) => (
                <p key={sentence} className="serif" dir="auto">
                  {sentence}
                </p>
              ))}
            </Card>
          ))}
          <p className="quiet small">{words.byRules}</p>
        </Stack>
      )}
    </Section>
  );
}

function Came({ capture: { source, capturedAt, url, outcome } }: { capture: Capture }) {
  const words = useWords<typeof en>("knowledge").captures;
  const { locale } = usePlace();
  const language = outcome?.language;
  const facts = [
    { name: words.source, value: words.sources[source] },
    { name: words.when, value: <Time at={capturedAt} form="moment" /> },
    url && {
      name: words.address,
      value: (
        <a href={url} target="_blank" rel="noreferrer noopener" dir="auto">
          {url}
        </a>
      ),
    },
    language && { name: words.language, value: new Intl.DisplayNames(locale, { type: "language" }).of(language) },
  ].filter((fact) => !!fact);
  return (
    <Section title={words.came}>
      <Card>
        <Facts facts={facts} />
      </Card>
    </Section>
  );
}
