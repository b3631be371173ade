import type { ImportResult } from "./report.ts";

const refusal = `... on Refusal { details { field value zh: message(lang: zh) en: message(lang: en) } }`;
const sentence = `zh: summary(lang: zh) en: summary(lang: en)`;

export const previewQuery = `
query Preview($content: String!, $adoptedOn: Date!) {
  result: previewWorkbook(contentBase64: $content, adoptedOn: $adoptedOn) {
    __typename
    ... on WorkbookPreview { slug events { ${sentence} } }
    ${refusal}
  }
}`;

export const importMutation = `
mutation Import($content: String!, $adoptedOn: Date!, $key: ID!) {
  result: importWorkbook(contentBase64: $content, adoptedOn: $adoptedOn, control: { idempotencyKey: $key }) {
    __typename
    ... on Recorded { slug repeated noteZh: note(lang: zh) noteEn: note(lang: en) events { ${sentence} } }
    ${refusal}
  }
}`;

/** The API's answer to either of them; throws what it says where it failed. */
export function resultOf(answer: unknown): ImportResult {
  const { data, errors } = answer as {
    data?: { result: ImportResult & { noteZh?: string | null; noteEn?: string | null } };
    errors?: readonly { message: string }[];
  };
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join("\n") ?? "the API gave no answer");
  const { noteZh, noteEn, ...result } = data.result;
  return noteZh && noteEn && result.__typename !== "Refusal" ? { ...result, note: { zh: noteZh, en: noteEn } } : result;
}
