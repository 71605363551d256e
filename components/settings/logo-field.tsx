import { type ChangeEvent, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { FieldError } from "@/components/ui/field";
import { ImageUp } from "@/components/ui/icons";
import { LOGO_LIMIT, LOGO_TYPES } from "@/lib/contracts/organisation";
import { readAsDataUrl, refuseLogo } from "./logo-file";

type LogoFieldProps = {
  hasLogo: boolean;
  error: string | undefined;
  /** Gets a `data:` URL, or null to take the logo away. */
  onChange: (logo: string | null) => void;
  onRefuse: (reason: string) => void;
};

/** The choice of a logo from a file, which is read and looked at in the browser. */
export function LogoField({ hasLogo, error, onChange, onRefuse }: LogoFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);

  const choose = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [file] = input.files ?? [];
    if (!file) return;
    const refusal = refuseLogo(file);
    if (refusal) onRefuse(refusal);
    else await readAsDataUrl(file).then(onChange, () => onRefuse("The browser could not read this file."));
    // Or choosing the same file again would be no change.
    input.value = "";
  };

  return (
    <fieldset aria-describedby={`${id}-description ${id}-error`}>
      <legend className="mb-1.5 font-medium text-sm">
        Logo <span className="ml-1 font-normal text-muted text-xs">Optional</span>
      </legend>
      <p id={`${id}-description`} className="-mt-1 mb-2 text-muted text-xs">
        A square PNG, JPEG or WebP of at most {LOGO_LIMIT / 1024} KiB.
      </p>
      <div className="flex flex-wrap gap-2">
        <label
          className={buttonStyle(
            "secondary",
            "medium",
            "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
          )}
        >
          <ImageUp aria-hidden />
          <span>{hasLogo ? "Choose another image" : "Choose an image"}</span>
          <input
            ref={field}
            type="file"
            accept={LOGO_TYPES.join(",")}
            className="sr-only"
            aria-describedby={`${id}-error`}
            onChange={choose}
          />
        </label>
        {hasLogo && (
          <Button
            variant="ghost"
            onClick={() => {
              field.current?.focus();
              onChange(null);
            }}
          >
            Remove logo
          </Button>
        )}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}
