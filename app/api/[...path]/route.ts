import { PatchbayError } from "@/lib/server/errors";
import { endpoint } from "@/lib/server/http/endpoint";

/** Every address of the API that does not exist, answered as the API answers and not by a page. */
const handle = endpoint({
  async act() {
    throw new PatchbayError("not-found", "There is nothing at this address.", { effect: "nothing-changed" });
  },
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
