import type { CredentialFate } from "@/lib/contracts/credential-fate";
import { absoluteWords } from "./time";

/** What is really dead of a credential that was taken away, in a sentence. */
export function credentialWords({ fate, until }: CredentialFate): string {
  switch (fate) {
    case "revoked":
      return "Deleted here, and revoked at the provider.";
    case "lives-until":
      return `Deleted here. The provider did not revoke it: its tokens die ${until ? absoluteWords(new Date(until)) : "by themselves"}.`;
    case "lives-on":
      return "Deleted here. The provider did not revoke it, nor say when its tokens die.";
    case "key":
      return "Deleted here. It was a key: its service honours it until it is revoked there.";
    case "none":
      return "There was no credential.";
    case "not-told":
      return "Removed at the upstream, which does not tell whether its provider revoked it.";
    default:
      return "What became of its credential is not known.";
  }
}
