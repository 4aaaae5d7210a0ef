/** What mentions a row or was linked to it, and what it is about itself: sections of the page of the row, and nothing where there is none. */
import { useEffect } from "react";
import { change } from "#console/data/change.ts";
import { beginListsAnew, useList } from "#console/data/list.ts";
import { onEvents } from "#console/data/live.ts";
import { queries } from "#console/data/queries.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { day } from "#console/words/format.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import type { Params } from "../data/client.ts";
import type { RowOf } from "../data/list.ts";
import { textOf } from "./navigation.ts";
import { entityOf } from "./pillars.ts";

type Operation = "knowledge.backlinks.list" | "knowledge.links.list";
type Row = RowOf<Operation>;
type Type = NonNullable<Params<"knowledge.backlinks.list">["query"]>["type"];

const LINKED = "knowledge.entity.linked";

type LinksProps = { type: Type; id: string };

export const Backlinks = (of: LinksProps) => (
  <Linked {...of} operation="knowledge.backlinks.list" title={useFrameWords().backlinks.title} />
);

/** The rows that it mentions or refers to. */
export const About = (of: LinksProps) => (
  <Linked {...of} operation="knowledge.links.list" title={useFrameWords().backlinks.about} />
);

function Linked({ type, id, operation, title: heading }: LinksProps & { operation: Operation; title: string }) {
  const words = useFrameWords().backlinks;
  const place = usePlace();
  const rows = useList(operation, { query: { type, id } });
  useEffect(
    () =>
      onEvents((events) => {
        // A text is read for what it is about some time after it was shown.
        if (events.some((event) => event.type === LINKED && event.entityId === id))
          void beginListsAnew("knowledge.links");
      }),
    [id],
  );
  // Most rows have none, so nothing is promised before it is known.
  if (rows.state === "empty" || rows.state === "loading") return null;
  const item = (row: Row): Item => {
    const entity = entityOf(row.type);
    const label = entity ? textOf(entity.label, place) : row.type;
    const path = entity?.path?.(row.id);
    const title = row.title === null ? label : dayOr(row.title);
    return {
      name: title,
      title: <span dir="auto">{title}</span>,
      sub: row.title === null ? undefined : label,
      lead: entity && <Glyph {...glyphOf(entity.glyph ?? entity.pillar.glyph, entity.pillar.glyph)} />,
      end: (
        <>
          {!(row.relation in words.relations) && <Tag>{row.relation}</Tag>}
          <Time at={row.linkedAt} />
        </>
      ),
      menu: [{ label: words.unlink, icon: "trash", danger: true, onSelect: () => void unlink(row, title) }],
      to: path && (path.startsWith("/") ? path : `/${path}`),
    };
  };
  return (
    <Section title={heading}>
      <List label={heading} rows={rows} keyOf={({ linkId }) => linkId} item={item} empty={null} />
    </Section>
  );
}

/** One that a text has made comes again when the text is changed and still says it. */
async function unlink(row: Row, title: string): Promise<void> {
  await change("knowledge.links.remove", { path: { linkId: row.linkId }, title });
  await Promise.all(["knowledge.backlinks", "knowledge.links"].map((one) => beginListsAnew(one)));
  await queries.invalidateQueries({ queryKey: ["knowledge.entities.neighbours"] });
}

/** What is of a day is called by it. */
const dayOr = (title: string) => (/^\d{4}-\d\d-\d\d$/.test(title) ? day(title) : title);
