/**
 * The same document in fewer bytes: what several operations have in common becomes a component that they refer to. Nothing is
 * said that was not said before, so tests look at the document as `openapiOf` makes it.
 */
interface Parameter {
  name: string;
  in: string;
}
interface Operation {
  parameters: (Parameter | { $ref: string })[];
  responses: Record<string, { "x-codes"?: string[] }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, object>;
    parameters: Record<string, object>;
    responses?: Record<string, object>;
  };
}

export function compact(document: object): object {
  const out = structuredClone(document) as Document;
  const { components } = out;
  const rows = new Map<string, string>();
  for (const [name, schema] of Object.entries(components.schemas)) {
    const text = JSON.stringify(schema);
    if (!rows.has(text)) rows.set(text, name);
  }
  const operations = Object.values(out.paths).flatMap((methods) => Object.values(methods));
  const uses = Map.groupBy(
    operations.flatMap(({ parameters }) => parameters.map((one) => JSON.stringify(one))),
    (text) => text,
  );
  const parameters = new Components(components.parameters, "parameters");
  components.responses = {};
  const responses = new Components(components.responses, "responses");

  for (const operation of operations) {
    operation.parameters = operation.parameters.map((one) =>
      "name" in one && uses.get(JSON.stringify(one))!.length > 1 ? parameters.refer(nameOf(one), one) : one,
    );
    for (const [status, response] of Object.entries(operation.responses))
      if (response["x-codes"])
        operation.responses[status] = responses.refer(response["x-codes"].map(pascal).join("Or"), response) as object;
  }
  // A row within another answer, an operation's answer that is a row: by the name that the row has.
  out.paths = linked(out.paths, rows) as Document["paths"];
  for (const [name, schema] of Object.entries(components.schemas))
    components.schemas[name] = linked(schema, rows, true) as object;
  return withoutUnused(withForms(out) as Document);
}

/** Texts of a form that is long to write, by their format: each is written once. */
const FORMS: Readonly<Record<string, string>> = { "date-time": "Instant", date: "Day", uuid: "Uuid" };

function withForms(document: Document): object {
  const forms = new Map<string, object>();
  const replaced = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(replaced);
    const { type, format, pattern } = value as { type?: unknown; format?: string; pattern?: unknown };
    const name = type === "string" && typeof pattern === "string" ? FORMS[format ?? ""] : undefined;
    if (name) {
      if (!forms.has(name)) forms.set(name, value);
      // A rare other pattern of the same format stays where it is.
      if (JSON.stringify(forms.get(name)) === JSON.stringify(value)) return { $ref: `#/components/schemas/${name}` };
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one)]));
  };
  const out = replaced(document) as Document;
  for (const [name, form] of forms) out.components.schemas[name] = form;
  return out;
}

/** Components of one kind, found again by what they hold. */
class Components {
  private readonly names = new Map<string, string>();
  private readonly all: Record<string, object>;
  private readonly kind: string;

  constructor(all: Record<string, object>, kind: string) {
    this.all = all;
    this.kind = kind;
  }

  refer(wanted: string, value: object): { $ref: string } {
    const text = JSON.stringify(value);
    let name = this.names.get(text);
    if (!name) {
      name = wanted;
      for (let n = 2; this.all[name]; n++) name = `${wanted}${n}`;
      this.names.set(text, name);
      this.all[name] = value;
    }
    return { $ref: `#/components/${this.kind}/${name}` };
  }
}

/** `dueAt[lte]` → `dueAt.lte`: a component's name has no brackets. */
const nameOf = ({ name }: Parameter) => name.replace(/\[(\w+)\]/, ".$1");
const pascal = (code: string) => code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function linked(value: unknown, rows: ReadonlyMap<string, string>, isRoot = false): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => linked(one, rows));
  if (!isRoot && "properties" in value) {
    const name = rows.get(JSON.stringify(value));
    if (name) return { $ref: `#/components/schemas/${name}` };
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, linked(one, rows)]));
}

function withoutUnused(document: Document): object {
  const { schemas } = document.components;
  const same = new Map<string, string>();
  const first = new Map<string, string>();
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema);
    const other = first.get(text);
    if (other) same.set(name, other);
    else first.set(text, name);
  }
  const text = JSON.stringify(document).replace(/"#\/components\/schemas\/(\w+)"/g, (whole, name: string) =>
    same.has(name) ? `"#/components/schemas/${same.get(name)}"` : whole,
  );
  const out = JSON.parse(text) as Document;
  for (const name of same.keys()) delete out.components.schemas[name];
  return out;
}
