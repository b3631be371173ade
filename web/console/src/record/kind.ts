import type { Client, OperationResult, TypedDocumentNode } from "urql";
import type { MessageId } from "../i18n/text.tsx";
import type {
  CommandInput,
  ControlInput,
  Lang,
  RecordChoicesQuery,
  RecordedPartsFragment,
  RefusalPartsFragment,
} from "./documents.gen.ts";
import type { RecordKindId } from "./kind-ids.ts";
import type { CellDelta } from "./matrix/shift.ts";
import { Typed, type Values } from "./values.ts";

export type RecordPlan = NonNullable<RecordChoicesQuery["plan"]>;

export interface RecordAnswer {
  readonly result:
    | ({ readonly __typename: "Recorded" } & RecordedPartsFragment)
    | ({ readonly __typename: "Refusal" } & RefusalPartsFragment);
}

export type FieldType =
  | "day"
  | "dueDay"
  | "year"
  | "baseYear"
  | "project"
  | "amount"
  | "text"
  | "payeeKind"
  | "step"
  | "quantity"
  | "milestone"
  /** Reached or not. */
  | "anyMilestone"
  | "newMilestone"
  | "decimal"
  | "payment"
  | "transfer"
  | "event"
  | "evidenceKind"
  /** Uploaded while the form is filled in: the value is the SHA-256 of what is held. */
  | "file"
  /** One that the chosen project shows. */
  | "evidence"
  /** Chosen before the form was opened: it stands in the address, and cannot be typed. */
  | "given";

export interface FieldSpec {
  /** As in the input of the API, so that a refusal finds its field. */
  readonly name: string;
  readonly type: FieldType;
  readonly label: MessageId;
  readonly optional?: boolean;
  readonly hint?: MessageId;
  /** Fields that mean nothing any more when another one is chosen here. */
  readonly clears?: readonly string[];
  /** Kept from the public: it is neither taken from an address or a record nor kept in a draft. */
  readonly withheld?: boolean;
}

/** A warning beside a field: what the rules will probably say. The server decides. */
export interface Warning {
  readonly field: string;
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a record destroys for ever: it is said before, and has to be agreed to. */
export interface Irrevocable {
  readonly consequences: readonly MessageId[];
  readonly agree: MessageId;
  readonly confirm: MessageId;
}

/** One form: its fields, its warnings, and how what was typed becomes a command. */
export interface Kind {
  readonly id: RecordKindId;
  readonly fields: readonly FieldSpec[];
  /** Where amounts are moved between cells: whether the total has to stay. */
  readonly matrix?: "balanced" | "free";
  readonly irrevocable?: Irrevocable;
  readonly warn?: (values: Values, plan: RecordPlan) => readonly Warning[];
  readonly command: (values: Values, deltas: readonly CellDelta[]) => CommandInput;
  readonly record: (client: Client, request: RecordRequest) => Promise<OperationResult<RecordAnswer>>;
}

export interface RecordRequest {
  readonly slug: string;
  readonly values: Values;
  readonly deltas: readonly CellDelta[];
  readonly control: ControlInput;
  readonly lang: Lang;
}

interface Variables<Input> {
  slug: string;
  input: Input;
  control: ControlInput;
  lang?: Lang | null | undefined;
}

export interface KindSpec<Input> extends Pick<Kind, "id" | "fields" | "matrix" | "irrevocable" | "warn"> {
  readonly document: TypedDocumentNode<RecordAnswer, Variables<Input>>;
  readonly input: (typed: Typed, deltas: readonly CellDelta[]) => Input;
  readonly command: (input: Input) => CommandInput;
}

/** The fields that somebody fills in. */
export function typedFields({ fields }: Pick<Kind, "fields">): readonly FieldSpec[] {
  return fields.filter(({ type }) => type !== "given");
}

/** Everything that a recorded event may change: answers that hold one of these are asked for again. */
const touched = [
  "Plan",
  "PlanSummary",
  "TransferConnection",
  "EventConnection",
  "RecordedEvent",
  "Because",
  "PlanDiff",
];

/** Ties a form to its mutation, with the type of the input checked on the way. */
export function defineKind<Input>({ document, input, command, ...kind }: KindSpec<Input>): Kind {
  return {
    ...kind,
    command: (values, deltas) => command(input(new Typed(values), deltas)),
    record: (client, { slug, values, deltas, control, lang }) => {
      const variables = { slug, input: input(new Typed(values), deltas), control, lang };
      return client.mutation(document, variables, { additionalTypenames: touched }).toPromise();
    },
  };
}
