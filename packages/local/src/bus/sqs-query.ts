/**
 * SQS's older protocol, which clients of before 2023 speak: a form with an `Action`, answered in XML. It is turned into the input
 * of the JSON protocol and back, so that the operations know nothing of it.
 * Reference: "AWS query protocol" of Smithy, and the SQS API of 2012-11-05.
 */
import { element, type Xml, xmlDocument } from "#local/objects/xml";
import type { Input } from "./sqs-input.ts";
import type { AwsError } from "./wire.ts";

/** Names of the lists in the JSON protocol; in a form they are `Name.1`, `Name.2`, …. */
const LISTS: Record<string, string> = {
  AttributeName: "AttributeNames",
  MessageAttributeName: "MessageAttributeNames",
  MessageSystemAttributeName: "MessageSystemAttributeNames",
  SendMessageBatchRequestEntry: "Entries",
  DeleteMessageBatchRequestEntry: "Entries",
  ChangeMessageVisibilityBatchRequestEntry: "Entries",
};
const NUMBERS = ["MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds", "DelaySeconds", "MaxResults"];
const MAX_PARAMETERS = 1000;

/** The operation and its input. `path` names the queue when the form does not. */
export function readForm(form: string, path: string): { action: string; input: Input } {
  const input = fields();
  let action = "";
  let count = 0;
  for (const [name, value] of new URLSearchParams(form)) {
    if (++count > MAX_PARAMETERS) break;
    if (name === "Action") action = value;
    else if (name !== "Version") put(input, name.split("."), value);
  }
  if (input.QueueUrl === undefined && path.split("/").length > 2) input.QueueUrl = path;
  return { action, input };
}

/** Without a prototype: a parameter may be called like something that every object has. */
const fields = (): Record<string, unknown> => Object.create(null);

function put(into: Record<string, unknown>, [name = "", index, ...rest]: string[], value: string): void {
  const typed = NUMBERS.includes(name) && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (index === undefined) {
    into[name] = typed;
    return;
  }
  // An unknown list keeps its name, so that the error names it.
  const listName = LISTS[name] ?? name;
  into[listName] ??= [];
  const list = into[listName] as unknown[];
  const at = Number(index) - 1;
  if (!Array.isArray(list) || !Number.isInteger(at) || at < 0 || at >= MAX_PARAMETERS) return;
  if (rest.length === 0) list[at] = typed;
  else {
    list[at] ??= fields();
    put(list[at] as Record<string, unknown>, rest, value);
  }
}

/** The element names of an answer's lists, which are flattened. */
const memberName = (action: string, name: string) =>
  ({
    Messages: "Message",
    QueueUrls: "QueueUrl",
    queueUrls: "QueueUrl",
    Successful: `${action}ResultEntry`,
    Failed: "BatchResultErrorEntry",
  })[name] ?? name;

export function writeAnswer(action: string, output: object, requestId: string): string {
  const result = element(`${action}Result`, ...members(action, output));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  return xmlDocument(element(`${action}Response`, result, metadata));
}

function members(action: string, output: object): Xml[] {
  return Object.entries(output).flatMap(([name, value]): Xml[] => {
    if (Array.isArray(value)) {
      return value.map((one) =>
        typeof one === "object" && one !== null
          ? element(memberName(action, name), ...members(action, one))
          : element(memberName(action, name), String(one)),
      );
    }
    if (typeof value !== "object" || value === null) return [element(name, String(value))];
    // Maps of attributes are lists of names and values.
    return Object.entries(value).map(([key, inner]) =>
      element(
        name.replace(/s$/, ""),
        element("Name", key),
        typeof inner === "object" && inner !== null
          ? element("Value", ...members(action, inner))
          : element("Value", String(inner)),
      ),
    );
  });
}

export function writeError(error: AwsError, requestId: string): string {
  const [code = error.type.split("#").at(-1)!, kind] = (error.headers["x-amzn-query-error"] ?? "")
    .split(";")
    .filter(Boolean);
  return xmlDocument(
    element(
      "ErrorResponse",
      element(
        "Error",
        element("Type", kind ?? (error.status < 500 ? "Sender" : "Receiver")),
        element("Code", code),
        element("Message", error.message),
      ),
      element("RequestId", requestId),
    ),
  );
}
