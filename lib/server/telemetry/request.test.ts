import { expect, it } from "vitest";
import { routeOf } from "./request";

it.each<[string, Record<string, string | string[]> | undefined, string | undefined]>([
  ["/api/instances", {}, "/api/instances"],
  ["/api/instances", undefined, "/api/instances"],
  ["/api/instances/an-id", { id: "an-id" }, "/api/instances/{id}"],
  [
    "/api/webhooks/one/deliveries/two",
    { id: "one", delivery: "two" },
    "/api/webhooks/{id}/deliveries/{delivery}",
  ],
  ["/api/servers/My%20server", { name: "My server" }, "/api/servers/{name}"],
  ["/api/servers/My%20server", { name: "My%20server" }, "/api/servers/{name}"],
  ["/api/a/b/c", { path: ["b", "c"] }, "/api/a/{path}/{path}"],
  // It could hold what the value is, written in another way.
  ["/api/c/a%2Dsecret-token", { token: "another spelling" }, undefined],
])("%s is of the route %j: %s", (pathname, params, route) => {
  expect(routeOf(pathname, params)).toBe(route);
});
