/** Nights: how long each was and of what, when it began and ended, and what is usual. */
import { Stacks } from "#console/charts/Stacks.tsx";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { type Column, Facts, Table } from "#console/ui/Table.tsx";
import { clock, day, dayAfter, duration, list, percent, time, today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { everyDay } from "./amounts.ts";
import { usualMinute } from "./nights.ts";
import { OfTime } from "./OfTime.tsx";
import type en from "./words.en.ts";
import "./health.css";

type Night = Answer<"health.sleep.nights">["nights"][number];

const OFFERED = ["fortnight", "month", "quarter"] as const;
const DAYS = { fortnight: 14, month: 30, quarter: 91 };
const parameters = { span: oneOf(...OFFERED) };

const asked = (span: (typeof OFFERED)[number]) => ({
  query: { from: dayAfter(today(), 1 - DAYS[span]), to: today() },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetch(
    "health.sleep.nights",
    asked(valuesOf<{ span: (typeof OFFERED)[number] }>(parameters, url.searchParams).span),
  );

export default function Sleep() {
  const { sleep: words, metrics } = useWords<typeof en>("health");
  const [{ span }, setUrl] = useUrl<{ span: (typeof OFFERED)[number] }>(parameters);
  const { data, problem, isLoading, retry } = useRead("health.sleep.nights", asked(span));
  return (
    <Page
      title={words.title}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Row>
        <Radios
          label={words.nights}
          unseenLabel
          segmented
          value={span}
          choices={OFFERED.map((value) => ({ value, label: words.spans[value] }))}
          onChange={(next) => setUrl({ span: next })}
        />
      </Row>
      {data?.nights.length === 0 && (
        <Card>
          <Empty
            icon="moon"
            title={words.empty}
            action={
              <>
                <ButtonLink kind="main" to="/ingest/imports">
                  {words.toImports}
                </ButtonLink>
                <ButtonLink to="/health/series?type=sleep_hours">{metrics.sleep_hours}</ButtonLink>
              </>
            }
          >
            {words.emptyHint}
          </Empty>
        </Card>
      )}
      {data && data.nights.length > 0 && <Nights nights={data.nights} {...asked(span).query} />}
    </Page>
  );
}

/** From the bottom up, each in a shade of its own wherever it is shown. */
const STAGES = ["deep", "rem", "light", "asleep"] as const;
const SHADES = { deep: 0, rem: 1, light: 2, asleep: 3 } as const;

function Nights({ nights, from, to }: { nights: readonly Night[]; from: string; to: string }) {
  const words = useWords<typeof en>("health").sleep;
  const byDay = new Map(nights.map((night) => [night.date, night]));
  const days = everyDay(from, to);
  const every = Math.ceil(days.length / 4);
  const layers = STAGES.filter((stage) => nights.some(({ stages }) => stages[stage] > 0));
  const mean = nights.reduce((sum, { asleepMinutes }) => sum + asleepMinutes, 0) / nights.length;
  return (
    <>
      <Card flush>
        <Facts facts={averages(nights, words)} />
      </Card>
      <Card>
        <Stacks
          finding={words.finding(duration(mean), nights.length)}
          of="health"
          title={words.asleep}
          labelTitle={words.night}
          unit={60}
          layers={[
            ...layers.map((stage) => ({ label: words.stages[stage], shade: SHADES[stage] })),
            { label: words.awake, shade: 4 },
          ]}
          stacks={days.map((one, at) => {
            const night = byDay.get(one);
            return {
              label: day(one, "weekday"),
              parts: night ? [...layers.map((stage) => night.stages[stage]), night.awakeMinutes] : null,
              ...(at % every === 0 && { tick: day(one) }),
            };
          })}
          format={duration}
        />
      </Card>
      <Section title={words.nights}>
        <NightTable nights={nights} />
      </Section>
    </>
  );
}

function averages(nights: readonly Night[], words: (typeof en)["sleep"]) {
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const inBed = nights.filter(({ inBedMinutes }) => inBedMinutes > 0);
  const whole = nights.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]));
  const fact = (name: string, value: string, count: number) => ({ name, value, note: words.meanOf(count) });
  return [
    fact(words.asleep, duration(meanOf(nights.map(({ asleepMinutes }) => asleepMinutes))), nights.length),
    ...(inBed.length > 0
      ? [
          fact(words.inBed, duration(meanOf(inBed.map(({ inBedMinutes }) => inBedMinutes))), inBed.length),
          fact(
            words.efficiency,
            percent(
              Math.min(1, meanOf(inBed.map((one) => one.asleepMinutes)) / meanOf(inBed.map((one) => one.inBedMinutes))),
            ),
            inBed.length,
          ),
        ]
      : []),
    ...(whole.length > 0
      ? [
          fact(
            words.usualStart,
            clock(
              usualMinute(
                whole.map(({ start }) => start),
                place().zone,
              ),
            ),
            whole.length,
          ),
          fact(
            words.usualEnd,
            clock(
              usualMinute(
                whole.map(({ end }) => end),
                place().zone,
              ),
            ),
            whole.length,
          ),
        ]
      : []),
  ];
}

const figure = (id: string, label: string, say: (night: Night) => string): Column<Night> => ({
  id,
  label,
  isNumber: true,
  cell: (night) => <OfTime said={label}>{say(night)}</OfTime>,
});

function NightTable({ nights }: { nights: readonly Night[] }) {
  const words = useWords<typeof en>("health").sleep;
  return (
    <Table
      label={words.nights}
      rows={rowsOf(nights.toReversed())}
      keyOf={({ date }) => date}
      empty={null}
      columns={[
        { id: "night", label: words.night, isName: true, cell: ({ date }) => day(date, "weekday") },
        figure("from", words.from, ({ start }) => (start === null ? "–" : time(start))),
        figure("until", words.until, ({ end }) => (end === null ? "–" : time(end))),
        figure("asleep", words.asleep, ({ asleepMinutes }) => duration(asleepMinutes)),
        figure("inBed", words.inBed, ({ inBedMinutes }) => (inBedMinutes > 0 ? duration(inBedMinutes) : "–")),
        figure("awake", words.awake, ({ awakeMinutes }) => duration(awakeMinutes)),
        {
          id: "sources",
          label: words.sources,
          isExtra: true,
          cell: ({ sources }) => <span dir="auto">{list(sources)}</span>,
        },
      ]}
    />
  );
}
