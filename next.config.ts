import type { NextConfig } from "next";
import { FIXED_HEADERS } from "./lib/fixed-headers.mjs";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The API contract has a path that ends with a slash (`/user/`), and its clients follow no redirects.
  skipTrailingSlashRedirect: true,
  typedRoutes: true,
  // The limiter loads Drizzle by a computed name, which no bundler can follow; both must be the same copy.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@opentelemetry/api",
    "@opentelemetry/exporter-metrics-otlp-http",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-metrics",
    "@opentelemetry/sdk-trace-base",
    "drizzle-orm",
    "nodemailer",
    "pg",
    "pino",
    "rate-limiter-flexible",
  ],
  // The migrations and the documentation are read from disk, which the tracer cannot see.
  outputFileTracingIncludes: { "/*": ["./lib/server/db/migrations/**/*", "./docs/*.md"] },
  headers: async () => [
    // The content security policy carries a nonce for each request and is set in `proxy.ts`.
    { source: "/:path*", headers: Object.entries(FIXED_HEADERS).map(([key, value]) => ({ key, value })) },
  ],
  // No page uses it; it prints what it is asked for, and works for everybody.
  images: { unoptimized: true },
  // Where a proxy looks at a request, Next holds its body in memory first. No page takes one.
  experimental: { proxyClientMaxBodySize: "64kb" },
};

export default config;
