/** The console's own look, for the build (which writes it as CSS) and for Mantine at run time. */
export const theme = {
    colors: {
        // deep water: calm, and dark enough for white text from 6 on
        rostrum: [
            "#ecf7f8",
            "#d8ecee",
            "#aed9de",
            "#81c5cd",
            "#56adb8",
            "#2f8c99",
            "#187382",
            "#0f5e6b",
            "#0b4a55",
            "#073640",
        ],
        // Mantine's greys with a little of the same blue, so that surfaces belong together
        dark: [
            "#d3dadd",
            "#b4bfc4",
            "#93a1a8",
            "#66757d",
            "#3c4950",
            "#2d383e",
            "#222b30",
            "#182024",
            "#12181b",
            "#0c1113",
        ],
    },
    primaryColor: "rostrum",
    primaryShade: { light: 7, dark: 6 },
    defaultRadius: "md",
    cursorType: "pointer",
    autoContrast: true,
    fontFamily:
        '"Inter", system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Sans SC", "Helvetica Neue", sans-serif',
    headings: { fontWeight: "650" },
};
