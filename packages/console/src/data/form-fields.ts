/** What a form is told about an operation's body; vite/describe-form.ts cuts it from the contract. */
export interface FormDescriptor {
  operation: string;
  /** Fields by their JSON pointer without the first slash: `title`, `address/city`. */
  fields: Readonly<Record<string, FieldDescriptor>>;
}

export interface FieldDescriptor {
  kind: "text" | "number" | "integer" | "boolean" | "choice" | "day" | "instant" | "time" | "list" | "object" | "any";
  isRequired?: true;
  isNullable?: true;
  choices?: readonly string[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  /** The kind of what a list holds. */
  of?: FieldDescriptor;
  default?: unknown;
}
