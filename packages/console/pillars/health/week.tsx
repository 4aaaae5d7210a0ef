/** A week of somebody's health beside the one before and the four before. */
import { prefetch, useRead } from "#console/data/read.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink, IconButton } from "#console/ui/Button.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { Table } from "#console/ui/Table.tsx";
import { dayRange, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { changeIn } from "./amounts.ts";
import { nameOf } from "./nutrients.ts";
import { OfTime } from "./OfTime.tsx";
import { wantedOf } from "./targets.ts";
import { WeekFigures } from "./WeekFigures.tsx";
import { type Week, weekAfter } from "./weeks.ts";
import type en from "./words.en.ts";
import "./health.css";

const parameters = { week: text() };
const asked = (week: string | undefined) => ({ query: week !== undefined && WEEK.test(week) ? { week } : {} });
const WEEK = /^(19|2\d)\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/;

export const load: PageModule["load"] = ({ url }) =>
  prefetch("health.weekly-summary.get", asked(valuesOf(parameters, url.searchParams).week));

export default function WeekPage() {
  const words = useWords<typeof en>("health").week;
  const [{ week }, setUrl] = useUrl(parameters);
  const { data, problem, isLoading, retry } = useRead("health.weekly-summary.get", asked(week));
  const go = (by: number) => data && setUrl({ week: weekAfter(data.week, by) }, { isStep: true });
  return (
    <Page
      title={words.title}
      lead={data && leadOf(data, words)}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {data && (
        <>
          <Row>
            <IconButton icon="left" kind="plain" label={words.before} onClick={() => go(-1)} />
            <IconButton icon="right" kind="plain" label={words.after} onClick={() => go(1)} />
            <b>{dayRange(data.from, data.to)}</b>
            {week !== undefined && <Button onClick={() => setUrl({ week: undefined })}>{words.now}</Button>}
          </Row>
          {data.figures.length === 0 ? (
            <Card>
              <Empty
                icon="heart"
                title={words.empty}
                action={
                  <>
                    <ButtonLink kind="main" to="/ingest/imports">
                      {words.toImports}
                    </ButtonLink>
                    <ButtonLink to="/health/body?add=yes">{words.toBody}</ButtonLink>
                  </>
                }
              >
                {words.emptyHint}
              </Empty>
            </Card>
          ) : (
            <WeekFigures week={data} />
          )}
          {data.weightTrend.state !== "cannot_tell" && <WeightTrend trend={data.weightTrend} />}
          {data.targets.length > 0 && <Targets targets={data.targets} />}
        </>
      )}
    </Page>
  );
}

function leadOf({ from, isOver, daysOver }: Week, words: (typeof en)["week"]): string {
  if (isOver) return words.over;
  return from > today() ? words.ahead : words.running(daysOver);
}

function WeightTrend({ trend }: { trend: Week["weightTrend"] }) {
  const { week: words, body, amounts } = useWords<typeof en>("health");
  const rate = (value: number | null) => changeIn(amounts, "kg", Math.round((value ?? 0) * 100) / 100);
  return (
    <Section title={words.weight}>
      <Card>
        <p>
          {body.states[trend.state]} {body.weekly}: {rate(trend.perWeek)},{" "}
          {body.interval(rate(trend.perWeekLow), rate(trend.perWeekHigh))}.
        </p>
        <p className="quiet small">{body.how}</p>
      </Card>
    </Section>
  );
}

type Kept = Week["targets"][number]["week"];

function Targets({ targets }: { targets: Week["targets"] }) {
  const all = useWords<typeof en>("health");
  const words = all.week;
  const cell = ({ days, below, within, above }: Kept) =>
    days === 0 ? (
      words.none
    ) : (
      <>
        {words.kept(within, days)} <span className="quiet">{words.missed(below, above)}</span>
      </>
    );
  return (
    <Section title={words.targets}>
      <Table
        label={words.targets}
        rows={rowsOf(targets)}
        keyOf={({ nutrient }) => nutrient}
        empty={null}
        columns={[
          {
            id: "target",
            label: words.target,
            isName: true,
            cell: (row) => (
              <>
                {nameOf(all, row.nutrient)} <span className="quiet">{wantedOf(all, row)}</span>
              </>
            ),
          },
          { id: "week", label: words.thisWeek, cell: (row) => <OfTime said={words.thisWeek}>{cell(row.week)}</OfTime> },
          {
            id: "before",
            label: words.weekBefore,
            cell: (row) => <OfTime said={words.weekBefore}>{cell(row.before)}</OfTime>,
          },
          {
            id: "four",
            label: words.fourWeeks,
            cell: (row) => <OfTime said={words.fourWeeks}>{cell(row.fourWeeks)}</OfTime>,
          },
        ]}
      />
    </Section>
  );
}
