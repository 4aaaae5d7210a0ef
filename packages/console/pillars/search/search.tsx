/** Everything that one may see, by what it says. */

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { forgetSearches, rememberSearch, useSearches } from "#console/data/searches.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import { textOf } from "#console/frame/navigation.ts";
import { labelOfPillar } from "#console/frame/pillar-label.ts";
import { entityOf, type PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph, Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Marked } from "#console/ui/Marked.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { day, dayOf } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import address from "./search.css?url";
import type en from "./words.en.ts";

type Found = Answer<"knowledge.search.find">;
type Pillar = Found["pillars"][number]["pillar"];

const parameters = { q: text(), pillar: text() };
const SHOWN = 50;
/** A pause this long after the last letter, so that not every letter asks. */
const PAUSE_MS = 250;

// A name that is no pillar's, which somebody has written into the address, is refused by the API, and its answer says so.
const queryOf = (q: string, pillar: string | undefined) => ({
  query: { q, limit: SHOWN, ...(pillar && { pillar: pillar as Pillar }) },
});

export const load: PageModule["load"] = ({ url }) => {
  const { q, pillar } = valuesOf(parameters, url.searchParams);
  if (q?.trim()) prefetch("knowledge.search.find", queryOf(q.trim(), pillar));
};

export default function Search() {
  const words = useWords<typeof en>("search");
  const [{ q = "", pillar }, setUrl] = useUrl(parameters);
  const results = useRef<HTMLDivElement>(null);
  const wanted = q.trim();

  /** Arrows lead from the field through what was found, and back. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...(results.current?.querySelectorAll<HTMLElement>("input, .search-hit a") ?? [])];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <link rel="stylesheet" href={address} precedence="page" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it */}
      <div ref={results} className="section" onKeyDown={onKeyDown}>
        <Typed q={q} onType={(next) => setUrl({ q: next || undefined })} />
        {wanted === "" ? (
          <Before onChoose={(next) => setUrl({ q: next }, { isStep: true })} />
        ) : (
          <Results q={wanted} pillar={pillar} onPillar={(next) => setUrl({ pillar: next })} />
        )}
      </div>
    </Page>
  );
}

function Typed({ q, onType }: { q: string; onType: (q: string) => void }) {
  const words = useWords<typeof en>("search");
  const [{ typed, told }, setTyped] = useState({ typed: q, told: q });
  // Another question than was typed here comes from outside, as when somebody goes back.
  if (q !== told) setTyped({ typed: q, told: q });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function tell(value: string) {
    clearTimeout(timer.current);
    setTyped({ typed: value, told: value });
    onType(value);
  }

  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        rememberSearch(typed);
        tell(typed);
      }}
    >
      <Text
        label={words.field}
        help={words.hint}
        type="search"
        autoFocus
        maxLength={500}
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped({ typed: value, told });
          clearTimeout(timer.current);
          timer.current = setTimeout(() => tell(value), PAUSE_MS);
        }}
      />
    </form>
  );
}

function Before({ onChoose }: { onChoose: (q: string) => void }) {
  const words = useWords<typeof en>("search");
  const before = useSearches();
  if (before.length === 0) return <Empty icon="search" title={words.start} />;
  return (
    <section className="section" aria-label={words.before}>
      <h2>{words.before}</h2>
      <div className="chips">
        {before.map((one) => (
          <button key={one} type="button" className="chip" dir="auto" onClick={() => onChoose(one)}>
            {one}
          </button>
        ))}
      </div>
      <div>
        <Button small icon="trash" onClick={forgetSearches}>
          {words.forget}
        </Button>
      </div>
    </section>
  );
}

function Results({ q, pillar, onPillar }: { q: string; pillar?: string; onPillar: (pillar?: string) => void }) {
  const words = useWords<typeof en>("search");
  const said = useSaid();
  const { data: newest, problem, retry } = useRead("knowledge.search.find", queryOf(q, pillar));
  // What was found stays until something else is, so that nothing jumps while somebody types.
  const [found, setFound] = useState(newest);
  if (newest && newest !== found) setFound(newest);
  if (problem && !newest) return <Problem problem={problem} retry={retry} />;
  if (!found) return <Skeleton rows={6} />;
  const { data, pillars, waiting, meaning } = found;
  return (
    <>
      {pillars.length > 1 || pillar ? <Pillars {...{ pillars, pillar, onPillar }} /> : null}
      <p role="status" className="quiet small">
        {words.count(data.length)}
        {waiting > 0 && ` · ${words.waiting(waiting)}`}
      </p>
      {meaning.reason !== null && <p className="quiet small">{said(meaning.reason, meaning.reasonCoded)}</p>}
      {data.length === 0 ? (
        <Empty
          icon="search"
          title={words.none(q)}
          action={pillar && <Button onClick={() => onPillar(undefined)}>{words.everywhere}</Button>}
        >
          {words.noneHint}
        </Empty>
      ) : (
        <ul className="search-hits" aria-label={words.results}>
          {data.map((hit) => (
            <HitRow key={`${hit.type} ${hit.id}`} hit={hit} onOpen={() => rememberSearch(q)} />
          ))}
        </ul>
      )}
    </>
  );
}

function Pillars({
  pillars,
  pillar,
  onPillar,
}: {
  pillars: Found["pillars"];
  pillar?: string;
  onPillar: (pillar?: string) => void;
}) {
  const words = useWords<typeof en>("search");
  const place = usePlace();
  return (
    <div className="chips" role="group" aria-label={words.pillars}>
      <button type="button" className="chip" aria-pressed={!pillar} onClick={() => onPillar(undefined)}>
        {words.all}
      </button>
      {pillars.map(({ pillar: name, count }) => {
        const { icon, of } = glyphOf(name);
        return (
          <button
            key={name}
            type="button"
            className={`chip of-${of ?? "system"}`}
            aria-pressed={pillar === name}
            onClick={() => onPillar(name)}
          >
            <Icon name={icon} />
            {labelOfPillar(name, place)} {count}
          </button>
        );
      })}
    </div>
  );
}

function HitRow({ hit, onOpen }: { hit: Found["data"][number]; onOpen: () => void }) {
  const words = useWords<typeof en>("search");
  const place = usePlace();
  const entity = entityOf(hit.type);
  const kind = entity ? textOf(entity.label, place) : labelOfPillar(hit.pillar, place);
  const path = entity?.path?.(hit.id);
  const { glyph = hit.pillar } = entity ?? {};
  const name = hit.title.text ? <Marked {...hit.title} /> : kind;
  return (
    <li className="search-hit">
      <Glyph {...glyphOf(glyph, hit.pillar)} />
      {path === undefined ? (
        <span className="search-name" dir="auto">
          {name}
        </span>
      ) : (
        <Link to={path.startsWith("/") ? path : `/${path}`} dir="auto" onClick={onOpen}>
          {name}
        </Link>
      )}
      <span className="search-when">
        {kind} · {day(dayOf(hit.occurredAt))}
        {hit.matchedBy.includes("text") ? "" : ` · ${words.byMeaning}`}
      </span>
      {hit.snippet.text && (
        <p dir="auto" className="small">
          <Marked {...hit.snippet} />
        </p>
      )}
    </li>
  );
}
