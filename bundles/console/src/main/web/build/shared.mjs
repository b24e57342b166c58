/** What pages of plugins share with the console, and the file that brings it. */
export const SHARED = [
    { name: "react", file: "react" },
    { name: "react/jsx-runtime", file: "jsx-runtime" },
    { name: "react-dom", file: "react-dom" },
    { name: "react-dom/client", file: "react-dom-client" },
];
