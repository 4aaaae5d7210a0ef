/** One event and all that led to it and followed from it, drawn; below it what is known of the selected one. */
import "./timeline.css";
import { elapsed } from "#console/charts/elapsed.ts";
import { Lanes } from "#console/charts/Lanes.tsx";
import { useRead } from "#console/data/read.ts";
import { useSession } from "#console/data/session.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { labelOfPillar, pillarNamed } from "#console/frame/pillar-label.ts";
import { sentenceOf } from "#console/frame/sentence.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { isByPerson, type Node, nodesOf, stepsOf, waitsOf } from "./steps.ts";
import type en from "./words.en.ts";

type StoryProps = {
  eventId: string;
  /** The step whose facts show; the event itself unless said. */
  stepId: string | undefined;
  onSelect: (id: string) => void;
  /** On phones the story is a page of its own. */
  onBack: () => void;
};

export function Story({ eventId, stepId = eventId, onSelect, onBack }: StoryProps) {
  const words = useWords<typeof en>("timeline");
  const { data: trace, problem, retry } = useRead("platform.events.trace", { path: { eventId } });
  return (
    <>
      <p className="story-back">
        <Button kind="bare" icon="left" onClick={onBack}>
          {words.back}
        </Button>
      </p>
      {trace ? (
        <Drawn root={trace.root} isTruncated={trace.truncated} selectedId={stepId} onSelect={onSelect} />
      ) : problem ? (
        <Problem problem={problem} retry={retry} />
      ) : (
        <Card>
          <Skeleton rows={8} />
        </Card>
      )}
    </>
  );
}

/** How the person who reads is spoken of, and whoever else did something. */
export function useBy() {
  const words = useWords<typeof en>("timeline");
  const { me } = useSession();
  const isMe = (actorId: string | null) => actorId === me?.id;
  return {
    by: (node: Pick<Node, "actorId" | "origin">) =>
      isByPerson(node) && !isMe(node.actorId) ? words.byOther : words.origins[node.origin],
    who: (actorId: string) => (isMe(actorId) ? (me?.name ?? words.you) : words.somebody),
  };
}

type DrawnProps = { root: Node; isTruncated: boolean; selectedId: string; onSelect: (id: string) => void };

function Drawn({ root, isTruncated, selectedId, onSelect }: DrawnProps) {
  const words = useWords<typeof en>("timeline");
  const place = usePlace();
  const steps = stepsOf(root, place, useBy());
  const last = steps.filter(({ isMinor }) => !isMinor).at(-1);
  const first = sentenceOf(root, place);
  const isAlone = steps.length === 1 || !last;
  const lanes = new Set(steps.map(({ lane }) => lane));
  const { waits, restMs } = waitsOf(root);
  const length = waits > 0 ? words.waits(waits, elapsed(restMs)) : words.took(elapsed(restMs));
  return (
    <Lanes
      finding={isAlone ? words.alone(first) : words.story(first, last.title)}
      summary={[
        words.summary(steps.length, lanes.size),
        ...(isAlone ? [] : [length]),
        ...(isTruncated ? [words.truncated] : []),
      ].join(" ")}
      steps={steps}
      laneOf={(name) => {
        const pillar = pillarNamed(name);
        return { label: labelOfPillar(name, place), glyph: pillar?.glyph ?? "system", of: pillar?.glyph };
      }}
      selectedId={selectedId}
      onSelect={onSelect}
    >
      <Selected node={nodesOf(root).find(({ node }) => node.id === selectedId)?.node ?? root} />
    </Lanes>
  );
}

function Selected({ node }: { node: Node }) {
  const words = useWords<typeof en>("timeline");
  const place = usePlace();
  const { by } = useBy();
  const { data: event } = useRead("platform.events.get", { path: { eventId: node.id } });
  return (
    <div className="story-facts">
      <Facts
        facts={[
          {
            name: words.selected,
            value: <span dir="auto">{sentenceOf(node, place)}</span>,
            note: <code className="mono">{node.type}</code>,
          },
          {
            name: words.doneBy,
            value: by(node),
            note: node.runId && (
              <>
                {words.run} <span className="mono">{node.runId}</span>
              </>
            ),
          },
          {
            name: words.row,
            value:
              node.entityType && node.entityId ? (
                <Entity type={node.entityType} id={node.entityId} name={node.title ?? undefined} />
              ) : (
                "–"
              ),
            note: <Time at={node.at} form="moment" />,
          },
          { name: words.changed, value: event ? <Changes event={event} /> : "…" },
        ]}
      />
    </div>
  );
}

type ChangedEvent = NonNullable<ReturnType<typeof useRead<"platform.events.get">>["data"]>;

/** The fields, with what they held before where the person may see it. What they hold now is seen at the row. */
function Changes({ event: { changed, previous } }: { event: ChangedEvent }) {
  const words = useWords<typeof en>("timeline");
  const fields = changed.filter((field) => !BOOKKEEPING.has(field));
  if (fields.length === 0) return words.nothingChanged;
  const before = previous ?? {};
  const said = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  const isEmpty = (value: unknown) => value === null || value === undefined || value === "";
  return (
    <ul className="plain mono small">
      {fields.map((field) => (
        <li key={field} dir="auto">
          {isEmpty(before[field]) ? field : words.previous(field, said(before[field]))}
        </li>
      ))}
    </ul>
  );
}

/** They change with every change. */
const BOOKKEEPING = new Set(["id", "createdAt", "updatedAt", "version"]);
