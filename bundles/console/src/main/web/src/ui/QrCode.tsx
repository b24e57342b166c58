import { encode } from "uqr";

/** A text as a square that cameras read; dark on light in every theme, as many cameras want it. */
export default function QrCode({ text, label }: { text: string; label: string }) {
    const { data, size } = encode(text, { border: 3 });
    const dark = data.flatMap((row, y) => row.map((set, x) => (set ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return (
        <svg className="qr" viewBox={`0 0 ${size} ${size}`} width="200" height="200" role="img" aria-label={label}>
            <rect width={size} height={size} fill="#fff" />
            <path d={dark} fill="#000" shapeRendering="crispEdges" />
        </svg>
    );
}
