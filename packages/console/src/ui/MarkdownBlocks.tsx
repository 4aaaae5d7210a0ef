/** The elements of a Markdown text, made of its tokens one by one. */
import type { Token, Tokens } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import { useCommon } from "#console/words/common.ts";
import { markdownTokens, safeAddress, withoutEntities } from "./markdown-tokens.ts";

/** What is deeper is shown as the text that it is. */
const MAX_DEPTH = 24;

type Props = { text: string; level?: number; pathOf?: PathOf };

export default function MarkdownBlocks({ text, level = 2, pathOf }: Props) {
  const common = useCommon();
  const { tokens, isCut } = useMemo(() => markdownTokens(text), [text]);
  return (
    <>
      {all(tokens, { level, depth: 0, pathOf })}
      {isCut && <p className="quiet">{common.beginningOnly}</p>}
    </>
  );
}

/** Where a name in double brackets leads, in the console. */
export type PathOf = (name: string) => string | undefined;

interface Place {
  level: number;
  depth: number;
  pathOf: PathOf | undefined;
}

const all = (tokens: readonly Token[] | undefined, place: Place): ReactNode =>
  tokens?.map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no ids, and stay in their order
    <Fragment key={at}>{one(token, { ...place, depth: place.depth + 1 })}</Fragment>
  ));

/** marked's types leave room for tokens of extensions, of which there are none here; each type of token has its own form. */
function one(token: Token, place: Place): ReactNode {
  if (place.depth > MAX_DEPTH) return token.raw;
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      const Heading = `h${Math.min(6, depth + place.level - 1)}` as "h2";
      return <Heading dir="auto">{all(tokens, place)}</Heading>;
    }
    case "paragraph":
      return <p dir="auto">{all(token.tokens, place)}</p>;
    case "text":
    case "escape": {
      const { tokens, text } = token as Tokens.Text;
      return tokens ? all(tokens, place) : named(text, place);
    }
    case "html":
      return place.depth === 1 ? <p dir="auto">{token.raw}</p> : token.raw;
    case "strong":
      return <strong>{all(token.tokens, place)}</strong>;
    case "em":
      return <em>{all(token.tokens, place)}</em>;
    case "del":
      return <del>{all(token.tokens, place)}</del>;
    case "codespan":
      return <code dir="ltr">{(token as Tokens.Codespan).text}</code>;
    case "br":
      return <br />;
    case "hr":
      return <hr />;
    case "code":
      return (
        // A region that scrolls has to be reached by keys, too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
        <pre tabIndex={0} dir="auto">
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote dir="auto">{all(token.tokens, place)}</blockquote>;
    case "list":
      return <Items list={token as Tokens.List} place={place} />;
    case "table":
      return <Rows table={token as Tokens.Table} place={place} />;
    case "link": {
      const { href, tokens } = token as Tokens.Link;
      return <Leading to={href}>{all(tokens, place)}</Leading>;
    }
    case "image": {
      const { href, text } = token as Tokens.Image;
      return <Leading to={href}>{text || href}</Leading>;
    }
    default:
      return token.raw;
  }
}

/** “[[Vienna]]” and “[[Vienna|there]]” read as what they show, and lead to what they name, where that is known. */
const REFERENCE = /\[\[([^[\]\n|]{1,300})(?:\|([^[\]\n]{0,300}))?\]\]/;

function named(text: string, { pathOf }: Place): ReactNode {
  if (!pathOf) return withoutEntities(text);
  // Of each name its own text, what is shown instead, and the text behind it.
  const [first = "", ...parts] = text.split(REFERENCE);
  const shown: ReactNode[] = [withoutEntities(first)];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const name = withoutEntities(parts[at]!).trim();
    const label = withoutEntities(parts[at + 1] ?? "").trim() || name;
    const path = pathOf(name);
    shown.push(
      path === undefined ? (
        label
      ) : (
        <Link key={at} to={path}>
          {label}
        </Link>
      ),
      withoutEntities(parts[at + 2]!),
    );
  }
  return shown;
}

function Leading({ to, children }: { to: string; children: ReactNode }) {
  const href = safeAddress(to);
  if (!href) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Items({ list: { ordered, start, items }, place }: { list: Tokens.List; place: Place }) {
  const rows = items.map(({ tokens, task, checked }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items are in their order
    <li key={at} dir="auto">
      {task && (checked ? "☑ " : "☐ ")}
      {all(
        tokens.filter(({ type }) => type !== "checkbox"),
        place,
      )}
    </li>
  ));
  return ordered ? <ol start={start === "" ? 1 : start}>{rows}</ol> : <ul>{rows}</ul>;
}

function Rows({ table: { header, rows }, place }: { table: Tokens.Table; place: Place }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
    <div className="markdown-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map(({ tokens }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are in their order
              <th key={at} scope="col" dir="auto">
                {all(tokens, place)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are in their order
            <tr key={line}>
              {row.map(({ tokens }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are in their order
                <td key={at} dir="auto">
                  {all(tokens, place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
