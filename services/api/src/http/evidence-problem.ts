import type { Lang } from "@mingzhang/domain";
import type { EvidenceFault, EvidenceFaultCode } from "@mingzhang/evidence";

type Code = EvidenceFaultCode | "token-needed" | "post-alone" | "internal";

interface Words {
  readonly status: number;
  readonly zh: readonly [title: string, remedy: string];
  readonly en: readonly [title: string, remedy: string];
}

const words: Readonly<Record<Code, Words>> = {
  "token-needed": {
    status: 401,
    zh: ["没有写入令牌，或令牌不对", "请在 Authorization 标头中写明 Bearer 与写入令牌。"],
    en: ["The token for recording is missing or wrong", "Send it in the Authorization header, after the word Bearer."],
  },
  "post-alone": {
    status: 405,
    zh: ["此地址只接受上传", "请用 POST 上传文件；已公开的材料见 /evidence/ 加其 SHA-256。"],
    en: ["This address takes uploads only", "Upload with POST; what is public stands at /evidence/ and its SHA-256."],
  },
  internal: {
    status: 500,
    zh: ["出错了，文件没有保存", "请稍后再试；同一文件可以再传，结果相同。"],
    en: ["Something went wrong; the file is not kept", "Try again later: the same file again has the same answer."],
  },
  "empty-file": {
    status: 400,
    zh: ["文件是空的", "请选择有内容的文件。"],
    en: ["The file is empty", "Choose a file with content."],
  },
  "file-too-large": {
    status: 413,
    zh: ["文件太大", "请缩小到 20 MiB 以内，例如降低照片分辨率，或分成几份文件。"],
    en: ["The file is too large", "Bring it down to 20 MiB: a lower resolution, or several documents."],
  },
  "not-a-supported-file": {
    status: 415,
    zh: ["不是可以接受的文件", "请上传 JPEG、PNG、WebP 照片或 PDF 文件；其他格式请先另存为其中之一。"],
    en: ["This kind of file is not taken", "Upload JPEG, PNG or WebP pictures, or PDF; save others as one of these."],
  },
  "media-type-differs": {
    status: 415,
    zh: ["文件内容与所称类型不符", "请按文件的实际类型填写 Content-Type。"],
    en: ["The file is not what it is said to be", "Send the type that the file really has as Content-Type."],
  },
  "damaged-file": {
    status: 422,
    zh: ["文件损坏或不完整", "请确认它能打开，再重新上传原文件。"],
    en: ["The file is damaged or cut off", "See that it opens, and upload it anew."],
  },
  "animated-picture": {
    status: 422,
    zh: ["不接受动图", "请把要展示的一帧另存为照片。"],
    en: ["Animated pictures are not taken", "Save the one frame that is to be shown as a picture."],
  },
  "picture-too-large": {
    status: 422,
    zh: ["照片像素太多", "请把照片缩小后再上传。"],
    en: ["The picture has too many pixels", "Scale it down, then upload it."],
  },
  "picture-too-small": {
    status: 422,
    zh: ["照片太小，或太窄", "请上传能看清内容的照片。"],
    en: ["The picture is too small or too narrow", "Upload one on which something can be seen."],
  },
  "document-not-clean": {
    status: 422,
    zh: [
      "PDF 中有不应公开的内容",
      "请去掉文档属性（作者、主题、关键词）、批注、附件、密码、脚本和早先的版本，或重新打印为 PDF 后再上传。",
    ],
    en: [
      "The PDF carries what is not for the public",
      "Remove properties (author, subject, keywords), comments, attachments, password and scripts, or print it anew.",
    ],
  },
  "document-unreadable": {
    status: 422,
    zh: ["PDF 中有无法检查的部分", "请重新打印为 PDF 后再上传。"],
    en: ["Parts of the PDF cannot be looked through", "Print it to a new PDF, and upload that."],
  },
  "no-room": {
    status: 507,
    zh: ["服务器磁盘空间不足，文件没有保存", "请告知运维人员腾出磁盘空间，然后再上传同一文件。"],
    en: [
      "The server's disk is too full; the file is not kept",
      "Tell its operator to make room, then upload it again.",
    ],
  },
};

/** RFC 9457 problem document: what is wrong, with which field and value, and what would help. */
export function evidenceProblem(
  fault: EvidenceFault | Exclude<Code, EvidenceFaultCode>,
  lang: Lang,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { code, about } =
    typeof fault === "string"
      ? { code: fault, about: {} }
      : { code: fault.fault, about: { field: fault.field, value: fault.value, limit: fault.limit } };
  const { status, [lang]: texts } = words[code];
  const [title, remedy] = texts;
  const document = { type: `urn:mingzhang:problem:${code}`, title, status, ...about, remedy };
  return new Response(`${JSON.stringify(document)}\n`, {
    status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8", "Content-Language": lang, ...headers },
  });
}
