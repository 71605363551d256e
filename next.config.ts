import type { NextConfig } from "next";

/** Headers that never vary. The content security policy carries a nonce for each request and is set in `proxy.ts`. */
const fixedHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The API contract has a path that ends with a slash (`/user/`), and its clients follow no redirects.
  skipTrailingSlashRedirect: true,
  typedRoutes: true,
  // The limiter loads Drizzle by a computed name, which no bundler can follow; both must be the same copy.
  serverExternalPackages: ["@electric-sql/pglite", "drizzle-orm", "pg", "pino", "rate-limiter-flexible"],
  // The migrations are read from disk at start, which the tracer cannot see.
  outputFileTracingIncludes: { "/*": ["./lib/server/db/migrations/**/*"] },
  headers: async () => [{ source: "/:path*", headers: fixedHeaders }],
};

export default config;
