/** What models were asked, newest first, and of one of them what was sent. */
import { Link } from "react-router";
import { type RowOf, useList } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import { text, useUrl } from "#console/data/url.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Card, Section, Split, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton, Tag } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import address from "./spend.css?url";
import { capabilityIn, outcomeIn } from "./spent.ts";
import type en from "./words.en.ts";

type Request = RowOf<"cortex.usage.list">;

export const newest = {} as const;
const parameters = { request: text() };

export function SpendRequests() {
  const all = useWords<typeof en>("cortex");
  const words = all.spend;
  const [{ request }] = useUrl(parameters);
  const requests = useList("cortex.usage.list", newest);
  return (
    <Split
      list={
        <List
          label={words.views.requests}
          rows={requests}
          keyOf={({ id }) => id}
          item={(one) => itemOf(one, all)}
          openId={request || undefined}
          empty={
            <Empty icon="spark" title={words.nothingAsked}>
              {words.nothingAskedHint}
            </Empty>
          }
        />
      }
      detail={request ? <One requestId={request} /> : undefined}
    />
  );
}

function itemOf(one: Request, all: typeof en): Item {
  const { spend: words } = all;
  const { id, capability, outcome, cacheHit, createdAt, chargedTokens } = one;
  return {
    name: capabilityIn(all, capability),
    sub: <Time at={createdAt} form="moment" />,
    lead: <Glyph icon="spark" of="cortex" />,
    end: (
      <>
        {(cacheHit || outcome !== "completed") && <Tag>{cacheHit ? words.wasKept : outcomeIn(all, outcome)}</Tag>}{" "}
        <span className="data num">{words.tokens(chargedTokens)}</span>
      </>
    ),
    to: `/cortex/spend?request=${id}`,
  };
}

function One({ requestId }: { requestId: string }) {
  const all = useWords<typeof en>("cortex");
  const words = all.spend;
  const { data, problem, retry } = useRead("cortex.usage.get", { path: { requestId } });
  if (problem && !data) return <Problem problem={problem} retry={retry} />;
  if (!data) return <Skeleton rows={4} />;
  const { model, promptTokens, completionTokens, chargedTokens, latencyMs, estimated, outcome, prompt } = data;
  return (
    <Section title={capabilityIn(all, data.capability)} more={<Link to="/cortex/spend">{words.close}</Link>}>
      <link rel="stylesheet" href={address} precedence="page" />
      <Card>
        <Stack>
          <Facts
            facts={[
              { name: words.model, value: model },
              { name: words.outcome, value: outcomeIn(all, outcome) },
              { name: words.sent, value: number(promptTokens) },
              { name: words.came, value: number(completionTokens), note: estimated ? words.estimated : undefined },
              { name: words.charged, value: number(chargedTokens) },
              ...(latencyMs === null ? [] : [{ name: words.took, value: words.milliseconds(number(latencyMs)) }]),
            ]}
          />
          <h3>{words.prompt}</h3>
          {prompt === null ? (
            <p className="quiet">{words.noPrompt}</p>
          ) : (
            prompt.map(({ from, text: part }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes
              <div key={at}>
                <p className="quiet small">{words.from[from]}</p>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1) */}
                <pre className="sent" dir="auto" tabIndex={0} role="group" aria-label={words.from[from]}>
                  {part}
                </pre>
              </div>
            ))
          )}
        </Stack>
      </Card>
    </Section>
  );
}
