import * as z from "zod/mini";
import { instanceIdParamsSchema } from "./instance";

/** Longer than any tool is called, in characters. */
const LONGEST = 512;

const toolNameSchema = z.string().check(
  z.minLength(1, { error: "Name a tool." }),
  z.maxLength(LONGEST),
  z.refine((name) => !name.includes("\0") && name.isWellFormed(), { error: "That is no name of a tool." }),
);

/** `PUT /api/instances/{id}/tools/{name}` */
export const toolSwitchParamsSchema = z.extend(instanceIdParamsSchema, { name: toolNameSchema });

/** `PUT /api/servers/{name}/tools` */
export const serverToolSwitchFormSchema = z.object({ tool: toolNameSchema, isOn: z.boolean() });
export const toolSwitchFormSchema = z.object({ isOn: z.boolean() });

/** The tools that are switched off from now on. */
export const toolSwitchAnswerSchema = z.object({ switchedOff: z.array(z.string()) });
