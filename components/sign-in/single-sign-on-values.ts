import type { SingleSignOn, SingleSignOnForm } from "@/lib/contracts/sign-in";

/** The form's fields as they are typed. */
export type Values = {
  label: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  domains: string;
  roleClaim: string;
  administrator: string;
  operator: string;
  viewer: string;
  defaultRole: SingleSignOnForm["defaultRole"] | "";
};

export function valuesOf(kept: SingleSignOn | null): Values {
  return {
    label: kept?.label ?? "",
    issuer: kept?.issuer ?? "",
    clientId: kept?.clientId ?? "",
    clientSecret: "",
    domains: kept?.domains.join(", ") ?? "",
    roleClaim: kept?.roleClaim ?? "",
    administrator: kept?.roleValues.administrator ?? "",
    operator: kept?.roleValues.operator ?? "",
    viewer: kept?.roleValues.viewer ?? "",
    defaultRole: kept?.defaultRole ?? "",
  };
}

/** As it is sent. A secret that is left empty stays as it is. */
export function requestOf({ administrator, operator, viewer, ...values }: Values) {
  return {
    ...values,
    clientSecret: values.clientSecret.trim() || undefined,
    domains: values.domains.split(/[\s,;]+/).filter(Boolean),
    roleClaim: values.roleClaim.trim() || null,
    roleValues: { administrator, operator, viewer },
    defaultRole: values.defaultRole || null,
  };
}

/** The field that a refusal is about, by its place in what was sent. */
export function fieldOf(path: readonly PropertyKey[]): keyof Values {
  const [first, second] = path;
  return (first === "roleValues" ? second : first) as keyof Values;
}
