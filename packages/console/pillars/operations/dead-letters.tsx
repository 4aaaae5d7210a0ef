/** What consumers and workflows gave up on, by what went wrong: one cause is redriven or discarded as a whole. */
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Section, Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BulkJob, useBulk } from "./Bulk.tsx";
import { useLetterColumns } from "./letter-columns.tsx";
import { type Group, Pattern } from "./Pattern.tsx";
import { Again, OpsPage } from "./parts.tsx";
import type en from "./words.en.ts";

const STATUSES = ["open", "redriven", "discarded"] as const;
const parameters = { show: oneOf(...STATUSES), group: text() };

const listOf = ({ show, group }: { show: (typeof STATUSES)[number]; group?: string }) => ({
  query: { status: show, ...(group && { errorGroup: group }) },
});

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf(parameters, url.searchParams);
  prefetch("admin.dead-letters.groups", { query: { status: values.show } });
  prefetchList("admin.dead-letters.list", listOf(values));
};

export default function DeadLetters() {
  const words = useWords<typeof en>("operations").letters;
  const [{ show, group }, setUrl] = useUrl(parameters);
  const groups = useRead("admin.dead-letters.groups", { query: { status: show } });
  const letters = useList("admin.dead-letters.list", listOf({ show, group }));
  const columns = useLetterColumns(groups.retry);
  const again = () => {
    groups.retry();
    letters.showNewer();
  };
  const bulk = useBulk(again);
  const isMany = show === "open" && groups.data && groups.data.data.length > 1;
  return (
    <OpsPage title={words.title} lead={words.lead} actions={<Again onClick={again} />}>
      <BulkJob bulk={bulk} />
      <Tabs
        label={words.show}
        tabs={STATUSES.map((id) => ({ id, label: words.shown[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next, group: undefined })}
      >
        <Stack>
          <Section
            title={words.byCause}
            more={
              isMany && (
                <Button small icon="again" busy={bulk.isRunning} onClick={() => void bulk.redrive({}, words.redriving)}>
                  {words.redriveAllOpen}
                </Button>
              )
            }
          >
            {groups.data ? (
              <Groups groups={groups.data.data} isOpen={show === "open"} chosen={group} bulk={bulk} />
            ) : groups.problem ? (
              <Problem problem={groups.problem} retry={groups.retry} />
            ) : (
              <Skeleton rows={6} />
            )}
          </Section>
          {/* Causes that come later would push the letters down. */}
          {!groups.isLoading && (
            <Section
              title={group ? words.ofCause : words.each}
              more={
                group && (
                  <Button small kind="bare" onClick={() => setUrl({ group: undefined })}>
                    {words.everyCause}
                  </Button>
                )
              }
            >
              <Table
                label={words.title}
                rows={letters}
                columns={columns}
                keyOf={({ id }) => id}
                empty={<Empty icon="check" title={words.empty[show]} />}
              />
            </Section>
          )}
        </Stack>
      </Tabs>
    </OpsPage>
  );
}

type GroupsProps = {
  groups: readonly Group[];
  isOpen: boolean;
  chosen: string | undefined;
  bulk: ReturnType<typeof useBulk>;
};

function Groups({ groups, isOpen, chosen, bulk }: GroupsProps) {
  const words = useWords<typeof en>("operations").letters;
  const [, setUrl] = useUrl(parameters);
  const columns: Column<Group>[] = [
    { id: "count", label: words.count, isNumber: true, cell: ({ count }) => <b>{number(count)}</b> },
    { id: "error", label: words.error, isName: true, cell: (group) => <Pattern group={group} /> },
    { id: "last", label: words.last, isNumber: true, cell: ({ lastAt }) => <Time at={lastAt} /> },
    {
      id: "acts",
      label: words.acts,
      cell: ({ errorGroup, count }) => (
        <div className="row">
          {isOpen && (
            <>
              <Button
                small
                icon="again"
                busy={bulk.isRunning}
                onClick={() => void bulk.redrive({ errorGroup }, words.redriving)}
              >
                {words.redriveAll(count)}
              </Button>
              <Button small kind="bare" busy={bulk.isRunning} onClick={() => bulk.askDiscard({ errorGroup }, count)}>
                {words.discardAll}
              </Button>
            </>
          )}
          <Button small kind="bare" onClick={() => setUrl({ group: errorGroup }, { isStep: true })}>
            {words.showThem}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <Table
      label={words.byCause}
      rows={rowsOf(groups)}
      columns={columns}
      keyOf={({ errorGroup }) => errorGroup}
      openId={chosen}
      empty={<Empty icon="check" title={words.noCause} />}
    />
  );
}
