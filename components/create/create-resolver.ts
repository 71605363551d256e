import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { Resolver } from "react-hook-form";
import {
  type CreateInstanceRequest,
  type CreateInstanceRequestInput,
  createInstanceRequestSchema,
} from "@/lib/contracts/instance";

/** Checks the create form by its contract. Apart from the form, which is read long before it is sent. */
export const createResolver: Resolver<CreateInstanceRequestInput, unknown, CreateInstanceRequest> =
  standardSchemaResolver(createInstanceRequestSchema);
