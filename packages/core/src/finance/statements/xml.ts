/** XML of a stranger, element by element: no entities but the five of XML, no DTD, nothing that is deep or long without end. */
import { SaxesParser } from "saxes";
import { statementErrors } from "#core/finance/sayings";
import { UnreadableSource } from "#core/ingest/importer";

export interface XmlToken {
  kind: "open" | "close";
  /** Without its prefix. */
  name: string;
  uri: string;
  attributes: Readonly<Record<string, string>>;
  /** The text within it, of one that ends. */
  text: string;
  line: number;
  /** How many characters are read. */
  read: number;
}

const MAX_DEPTH = 60;
const MAX_VALUE = 64 * 1024;
/** No element of a statement is called by more characters. */
const MAX_NAME = 100;
/** The parser makes all elements of what it is given, so it is given little at once. */
const PIECE = 8 * 1024;

export async function* xmlTokens(pieces: AsyncIterable<string>): AsyncGenerator<XmlToken> {
  const parser = new SaxesParser({ xmlns: true });
  let tokens: XmlToken[] = [];
  let read = 0;
  let told = 0;
  let texts: string[] = [""];
  const at = () => ({ line: parser.line, read });
  const broken = (detail: string) => new UnreadableSource(statementErrors("xml_broken", { line: parser.line, detail }));
  parser.on("error", ({ message }) => {
    throw broken(message.replace(/^\d+:\d+: /, "").replace(/\.$/, ""));
  });
  parser.on("doctype", () => {
    throw new UnreadableSource(statementErrors("xml_doctype"));
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (texts.length > MAX_DEPTH) throw new UnreadableSource(statementErrors("xml_too_deep", { max: MAX_DEPTH }));
    if (local.length > MAX_NAME) throw broken(`a name of more than ${MAX_NAME} characters`);
    texts.push("");
    const own = Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value]));
    tokens.push({ kind: "open", name: local, uri, attributes: own, text: "", ...at() });
  });
  const text = (more: string) => {
    texts[texts.length - 1] += more;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", ({ local, uri }) => {
    tokens.push({ kind: "close", name: local, uri, attributes: {}, text: texts.pop()!.trim(), ...at() });
  });
  let isFirst = true;
  for await (const whole of pieces) {
    const piece: string = isFirst ? whole.trimStart() : whole;
    isFirst &&= piece === "";
    for (let from = 0; from < piece.length; from += PIECE) {
      const part = piece.slice(from, from + PIECE);
      // Found here as well, because the parser tells of it when it has read all of it.
      if (/<!(doctype|entity)/i.test(part)) throw new UnreadableSource(statementErrors("xml_doctype"));
      parser.write(part);
      read += part.length;
      if (tokens.length > 0) told = read;
      else if (read - told > MAX_VALUE)
        throw new UnreadableSource(statementErrors("value_too_long", { line: parser.line, maxKb: MAX_VALUE / 1024 }));
      yield* tokens;
      tokens = [];
    }
  }
  parser.close();
  yield* tokens;
  texts = [];
}
