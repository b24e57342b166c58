import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "./generated/variables.css";
import "./ui/brand.css";
import { createRoot } from "react-dom/client";
import { Console } from "./Console";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Console />);
