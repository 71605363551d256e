import type { Config } from "tailwindcss";

/** The tokens of `app/globals.css`, which decides what they look like in each theme. No other colour has a class. */
const token = (name: string) => `var(--${name})`;

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  darkMode: "class",
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      background: token("background"),
      surface: token("surface"),
      raised: token("raised"),
      inset: token("inset"),
      hover: token("hover"),
      border: { DEFAULT: token("border"), strong: token("border-strong") },
      foreground: token("foreground"),
      muted: token("muted"),
      accent: {
        DEFAULT: token("accent"),
        hover: token("accent-hover"),
        foreground: token("accent-foreground"),
        text: token("accent-text"),
        soft: token("accent-soft"),
      },
      positive: { DEFAULT: token("positive"), soft: token("positive-soft") },
      caution: { DEFAULT: token("caution"), soft: token("caution-soft") },
      negative: {
        DEFAULT: token("negative"),
        fill: token("negative-fill"),
        "fill-hover": token("negative-fill-hover"),
        foreground: token("negative-foreground"),
        soft: token("negative-soft"),
      },
      info: { DEFAULT: token("info"), soft: token("info-soft") },
      focus: token("focus"),
      scrim: token("scrim"),
    },
    borderRadius: { none: "0", sm: "4px", md: "6px", lg: "8px", xl: "12px", full: "9999px" },
    boxShadow: {
      none: "none",
      low: `0 1px 2px ${token("shadow-colour")}`,
      high: `0 2px 6px ${token("shadow-colour")}, 0 12px 32px ${token("shadow-colour")}`,
    },
    extend: {
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "SFMono-Regular", "Menlo", "monospace"],
      },
    },
  },
} satisfies Config;
