import { Link } from "react-router";
import { useRead } from "#console/data/read.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { textOf } from "./navigation.ts";
import { entityOf } from "./pillars.ts";

type EntityProps = {
  /** As events call it: `work.task`. */
  type: string;
  id: string;
  /** Its name, where the caller knows it already: nothing is read then. */
  name?: string;
};

/** A row of another pillar, by its name and glyph, and a link where it has a page. This is how pillars show each other. */
export function Entity({ type, id, name }: EntityProps) {
  const words = useFrameWords();
  const place = usePlace();
  const entity = entityOf(type);
  const { data, problem } = useRow(name === undefined ? entity?.read : undefined, entity?.parameter, id);
  const known = name ?? (data && (entity?.nameOf?.(data) ?? text(data.title) ?? text(data.name)));
  const label = known ?? (entity ? textOf(entity.label, place) : type);
  const inside = (
    <>
      {entity && <Glyph small {...glyphOf(entity.glyph ?? entity.pillar.glyph, entity.pillar.glyph)} />}
      <span dir="auto">{label}</span>
      {problem?.status === 404 && <span className="quiet">({words.unknownRow})</span>}
    </>
  );
  const path = problem ? undefined : entity?.path?.(id);
  return path === undefined ? (
    <span className="entity">{inside}</span>
  ) : (
    <Link className="entity" to={path.startsWith("/") ? path : `/${path}`}>
      {inside}
    </Link>
  );
}

/** The row as a plain object, since which operation reads it is known only here and now. */
function useRow(operation: string | undefined, parameter: string | undefined, id: string) {
  const given = operation && parameter ? { path: { [parameter]: id } } : undefined;
  // The operation's name comes from a pillar, whose test compares it with the contract; its types cannot be known here.
  const reading = useRead((operation ?? "identity.me.get") as "identity.me.get", given as undefined);
  return reading as unknown as { data?: Readonly<Record<string, unknown>>; problem?: { status: number } };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
