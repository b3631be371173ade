import { Button } from "antd";
import { EvidencePicture } from "../evidence/evidence-picture.tsx";
import { fileSize } from "../evidence/file-size.ts";
import { useText } from "../i18n/text.tsx";
import type { FieldInputProps } from "./field-input.tsx";
import { type Upload, useUpload } from "./use-upload.ts";
import { factField } from "./values.ts";

/** A file that goes to the server as soon as it is chosen. What the form then holds is its digest. */
export function FileInput({ field, values, onChange, aria }: FieldInputProps) {
  const { t } = useText();
  const { name } = field;
  const upload = useUpload((file) =>
    onChange({
      [name]: file.sha256,
      [factField(name, "name")]: file.name,
      [factField(name, "mediaType")]: file.mediaType,
      [factField(name, "bytes")]: String(file.bytes),
      ...(values["kind"] ? {} : { kind: file.mediaType.startsWith("image/") ? "photo" : "document" }),
    }),
  );
  const choose = (file: File | undefined) => {
    if (!file) return;
    // Whoever chooses another file does not record the one before.
    onChange({ [name]: "", [factField(name, "name")]: "" });
    void upload.send(file);
  };
  return (
    <>
      <div className="drop-zone">
        <input
          {...aria}
          type="file"
          accept="image/jpeg,image/png,image/webp,application/pdf"
          onChange={({ target }) => {
            choose(target.files?.[0]);
            // The same file can be chosen again.
            target.value = "";
          }}
        />
        <span className="drop-button">{t("file.choose")}</span>
        <span className="soft">{t("file.drop")}</span>
      </div>
      <Way upload={upload} />
      <Held field={field} values={values} local={upload.local} />
    </>
  );
}

/** How far the file is, and what went wrong. */
function Way({ upload: { phase, send, stop } }: { upload: Upload }) {
  const { t } = useText();
  const percent = phase.at === "sending" ? Math.round(phase.share * 100) : 0;
  return (
    <>
      <p className="file-way" role="status">
        {phase.at === "sending" && t("file.sending", { name: phase.name })}
      </p>
      {phase.at === "sending" && (
        <div className="file-way">
          <progress max={100} value={percent} aria-label={t("file.sending", { name: phase.name })} />
          <span className="mz-figures">{t("file.sent", { percent })}</span>
          <Button size="small" onClick={stop}>
            {t("file.stop")}
          </Button>
        </div>
      )}
      <div role="alert">
        {phase.at === "failed" && (
          <p className="fault file-way">
            {phase.why}{" "}
            <Button size="small" onClick={() => void send(phase.file)}>
              {t("file.retry")}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}

/** What is held: the picture of this computer, or the public one where the record stands already. */
function Held({ field, values, local }: Pick<FieldInputProps, "field" | "values"> & { local: string | null }) {
  const { t, lang } = useText();
  const sha256 = values[field.name] ?? "";
  const name = values[factField(field.name, "name")] ?? "";
  const size = fileSize(Number(values[factField(field.name, "bytes")] ?? "0"), lang);
  const isRecorded = sha256 !== "" && name === "";
  return (
    <>
      <p role="status" className="file-held">
        {sha256 !== "" && (name === "" ? t("file.heldBefore") : t("file.held", { name, size }))}
      </p>
      {sha256 !== "" && (
        <p className="soft evidence-digest" title={sha256}>
          {t("evidence.digest")} <code>{sha256.slice(0, 12)}…</code>
        </p>
      )}
      {local !== null && sha256 !== "" && (
        <div className="file-preview">
          <img src={local} alt={t("file.preview", { name })} />
        </div>
      )}
      {isRecorded && (
        <div className="file-preview">
          <EvidencePicture key={sha256} sha256={sha256} alt={t("file.heldBefore")} width={null} height={null} />
        </div>
      )}
    </>
  );
}
