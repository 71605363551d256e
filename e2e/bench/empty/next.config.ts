import type { NextConfig } from "next";

/** The console's settings, as far as they bear on what a page loads. */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
