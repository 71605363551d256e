import { type ChangeEvent, useId, useRef } from "react";
import { IMAGE_LIMIT, IMAGE_TYPES } from "@/lib/contracts/image";
import { Button } from "./button";
import { buttonStyle } from "./button-style";
import { FieldError } from "./field";
import { ImageUp } from "./icons";
import { readAsDataUrl, refuseImage } from "./image-file";

type ImageFieldProps = {
  /** What it is called, such as `Logo`. */
  label: string;
  hasImage: boolean;
  /** The image's address, where nothing else on the page shows it. */
  preview?: string | null;
  error: string | undefined;
  /** Gets a `data:` URL, or null to take the image away. */
  onChange: (image: string | null) => void;
  onRefuse: (reason: string) => void;
};

/** The choice of an image from a file, which is read and looked at in the browser. */
export function ImageField({ label, hasImage, preview, error, onChange, onRefuse }: ImageFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);

  const choose = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [file] = input.files ?? [];
    if (!file) return;
    const refusal = refuseImage(file);
    if (refusal) onRefuse(refusal);
    else await readAsDataUrl(file).then(onChange, () => onRefuse("The browser could not read this file."));
    // Or choosing the same file again would be no change.
    input.value = "";
  };

  return (
    <fieldset aria-describedby={`${id}-description ${id}-error`}>
      <legend className="mb-1.5 font-medium text-sm">
        {label} <span className="ml-1 font-normal text-muted text-xs">Optional</span>
      </legend>
      <p id={`${id}-description`} className="-mt-1 mb-2 text-muted text-xs">
        A square PNG, JPEG or WebP of at most {IMAGE_LIMIT / 1024} KiB.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {preview && (
          <img src={preview} alt="" className="size-9 rounded-md border border-border object-contain" />
        )}
        <label
          className={buttonStyle(
            "secondary",
            "medium",
            "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
          )}
        >
          <ImageUp aria-hidden />
          <span>{hasImage ? "Choose another image" : "Choose an image"}</span>
          <input
            ref={field}
            type="file"
            accept={IMAGE_TYPES.join(",")}
            className="sr-only"
            aria-describedby={`${id}-error`}
            aria-invalid={error ? true : undefined}
            onChange={choose}
          />
        </label>
        {hasImage && (
          <Button
            variant="ghost"
            onClick={() => {
              field.current?.focus();
              onChange(null);
            }}
          >
            Remove {label.toLowerCase()}
          </Button>
        )}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}
