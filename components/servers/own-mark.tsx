"use client";

import { useState } from "react";
import { serverIconAddress } from "@/lib/api/server-icon";
import type { ServerName } from "@/lib/contracts/server-name";
import { Monogram } from "./monogram";

/** The icon of a server of the organisation's own, once there is one to see; a plain mark until then. */
export function OwnMark({ name }: { name: ServerName }) {
  const [shown, setShown] = useState<string>();
  const src = serverIconAddress(name);
  return (
    <>
      {shown !== src && <Monogram name={name} />}
      <img
        // One that had arrived before this runs tells of it no more.
        ref={(image) => {
          if (image?.complete && image.naturalWidth > 0) setShown(src);
        }}
        key={src}
        src={src}
        alt=""
        decoding="async"
        onLoad={() => setShown(src)}
        className={shown === src ? "size-full object-contain" : "hidden"}
      />
    </>
  );
}
