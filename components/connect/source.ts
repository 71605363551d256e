import type { QueryFunction, QueryKey } from "@tanstack/react-query";
import type { Attempt } from "@/lib/contracts/connect";
import type { ServerName } from "@/lib/contracts/server-name";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";

/** What is to be connected, and how to speak with the server about it: the same for a member and for a link's visitor. */
export type ConnectSource = {
  serverName: ServerName;
  /** How the account is let in. */
  signIn: SignInKind;
  status: InstanceStatus;
  attempt: Attempt | null;
  /** Asks the server how it stands; the answer arrives as another source. */
  query: { queryKey: QueryKey; queryFn?: QueryFunction };
  /** The page of ours where the window begins; it leads on to the provider. `parameters` are what the service asks for first. */
  startAddress: (window: "popup" | "tab", parameters: Record<string, string>) => string;
  /** Gives up the attempt under way. @throws RequestError */
  cancel: () => Promise<unknown>;
  /** Passes a key of the account on, and answers what the account is then. @throws RequestError */
  sendKey: (key: string) => Promise<InstanceStatus>;
};
