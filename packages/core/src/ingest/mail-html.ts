/**
 * The HTML of a mail as it may be shown: words, tables, styles, links and the pictures that came with it. Everything else is left out,
 * and nothing in it is fetched from anywhere. Whoever serves it adds the Content-Security-Policy that holds should something be
 * overlooked here.
 */
import { Parser } from "htmlparser2";

export interface ShownHtml {
  html: string;
  /** Pictures that would have been fetched from elsewhere. */
  remotePictures: number;
}

/** What a picture inside the mail is, as a `data:` address; undefined when nothing came with that Content-ID. */
export type InlinePicture = (contentId: string) => string | undefined;

const KEPT = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike
  strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/),
);
/** What stands in these is no part of the text. */
const LEFT_OUT = new Set(
  `applet audio canvas datalist embed frame frameset head iframe math noembed noframes noscript object script select svg template
  textarea title video xmp`.split(/\s+/),
);
const VOID = new Set(["br", "col", "hr", "img", "wbr"]);
/** Without `title`: it would be shown in place of the address when somebody points at a link or at what is in it. */
const ATTRIBUTES = new Set(
  `abbr align alt bgcolor border cellpadding cellspacing class color cols colspan dir face headers height hspace lang noshade nowrap
  reversed rows rowspan rules scope size span start style summary type valign value vspace width`.split(/\s+/),
);
const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[A-Za-z0-9+/=\s]+$/i;
const LINK = /^(?:https?:|mailto:|tel:)/i;
const REMOTE = /^(?:https?:)?\/\//i;

/** Never throws: HTML cannot be malformed enough. */
export function shownHtml(given: string, picture: InlinePicture = () => undefined): ShownHtml {
  const out: string[] = [];
  let remotePictures = 0;
  /** Of the elements that are open: what ends each, or undefined for one that was not kept. */
  const open: { name: string; end: string | undefined }[] = [];
  let leftOut = 0;
  /** The text of a style element, which may come in parts. */
  let css: string | undefined;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        // A head holds the styles of the mail beside what is no text.
        const skips = LEFT_OUT.has(name) && name !== "head";
        if (skips) leftOut++;
        const kept = leftOut === 0 && KEPT.has(name);
        if (kept) out.push(`<${name}${attributesOf(name, attributes)}>`);
        else if (leftOut === 0 && name === "body") out.push(`<div${attributesOf("div", attributes)}>`);
        if (VOID.has(name)) return;
        const end = kept ? `</${name}>` : leftOut === 0 && name === "body" ? "</div>" : undefined;
        open.push({ name, end });
        if (name === "style" && kept) css = "";
      },
      ontext(text) {
        if (leftOut > 0) return;
        if (css === undefined) out.push(escaped(text));
        else css += text;
      },
      onclosetag(name) {
        if (VOID.has(name)) return;
        const last = open.pop();
        if (!last) return;
        if (LEFT_OUT.has(last.name) && last.name !== "head") leftOut--;
        if (css !== undefined) out.push(styles(css.replaceAll("<", " ")));
        css = undefined;
        if (last.end && leftOut === 0) out.push(last.end);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // Characters that are taken out later would let words come together that nothing was looking for.
  parser.write(given.replaceAll("\0", ""));
  parser.end();
  return { html: out.join(""), remotePictures };

  function attributesOf(name: string, given: Record<string, string>): string {
    let text = "";
    for (const [key, value] of Object.entries(given)) {
      if (key === "style") text += attribute(key, styles(value));
      else if (ATTRIBUTES.has(key)) text += attribute(key, value);
      else if (key === "background" && REMOTE.test(value.trim())) remotePictures++;
    }
    if (name === "a" && LINK.test((given.href ?? "").trim())) text += linkTo(given.href!.trim());
    if (name === "img") text += pictureOf(given.src?.trim() ?? "");
    return text;
  }

  function pictureOf(source: string): string {
    const inline = /^cid:/i.test(source) ? picture(decoded(source.slice(4))) : source;
    if (inline !== undefined && PICTURE.test(inline)) return attribute("src", inline);
    if (REMOTE.test(source)) remotePictures++;
    return "";
  }

  /** CSS that fetches nothing. What is taken out leaves a space, so that nothing new comes together. */
  function styles(given: string): string {
    return (
      given
        // Escapes could hide what fetches.
        .replace(/\\/g, "")
        .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ")
        .replace(/@(?:import|charset|namespace|font-face)\b[^;{]*(?:;|\{[^}]*\}?|$)/gi, " ")
        .replace(/(?:url|image|image-set|src)\s*\(([^)]*)\)?/gi, (_, address: string) => {
          if (REMOTE.test(address.replace(/["'\s]/g, ""))) remotePictures++;
          return " none ";
        })
        .replace(/expression|javascript:|behaviou?r\s*:|-moz-binding/gi, " ")
    );
  }
}

/** The address is shown when somebody points at the link, whatever its text says. */
const linkTo = (address: string) =>
  `${attribute("href", address)} target="_blank" rel="noopener noreferrer nofollow"${attribute("title", address)}`;

const attribute = (name: string, value: string) => ` ${name}="${escaped(value)}"`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

/** A text without HTML as the same. */
export const shownText = (text: string): string =>
  `<pre style="white-space:pre-wrap;overflow-wrap:anywhere;font:inherit">${escaped(text.replaceAll("\0", ""))}</pre>`;
