import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as this data needs: objects, lists, texts. */
final class Json {
    private final String text;
    private int next;

    Json(String text) {
        this.text = text;
    }

    Object read() {
        blank();
        char first = text.charAt(next);
        if (first == '"') {
            return string();
        }
        next++;
        if (first == '[') {
            List<Object> list = new ArrayList<>();
            while (more(']')) {
                list.add(read());
            }
            return list;
        }
        if (first != '{') {
            throw new IllegalArgumentException("unexpected " + first + " at " + (next - 1));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        while (more('}')) {
            blank();
            String key = string();
            blank();
            next++; // colon
            object.put(key, read());
        }
        return object;
    }

    private boolean more(char end) {
        blank();
        if (text.charAt(next) == ',') {
            next++;
        } else if (text.charAt(next) == end) {
            next++;
            return false;
        }
        return true;
    }

    private void blank() {
        while (Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private String string() {
        StringBuilder result = new StringBuilder();
        for (next++; text.charAt(next) != '"'; next++) {
            char one = text.charAt(next);
            if (one != '\\') {
                result.append(one);
                continue;
            }
            one = text.charAt(++next);
            switch (one) {
                case 'n' -> result.append('\n');
                case 't' -> result.append('\t');
                case 'r' -> result.append('\r');
                case 'b' -> result.append('\b');
                case 'f' -> result.append('\f');
                case 'u' -> {
                    result.append((char) Integer.parseInt(text.substring(next + 1, next + 5), 16));
                    next += 4;
                }
                default -> result.append(one);
            }
        }
        next++;
        return result.toString();
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String indent, StringBuilder out) {
        if (value instanceof String string) {
            write(string, out);
            return;
        }
        boolean isList = value instanceof List;
        String inner = indent + "  ";
        out.append(isList ? '[' : '{');
        String separator = "\n";
        if (value instanceof List<?> list) {
            for (Object element : list) {
                out.append(separator).append(inner);
                write(element, inner, out);
                separator = ",\n";
            }
        } else {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(separator).append(inner);
                write((String) entry.getKey(), out);
                out.append(": ");
                write(entry.getValue(), inner, out);
                separator = ",\n";
            }
        }
        out.append('\n').append(indent).append(isList ? ']' : '}');
    }

    private static void write(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char one = string.charAt(i);
            switch (one) {
                case '"', '\\' -> out.append('\\').append(one);
                case '\n' -> out.append("\\n");
                default -> out.append(one < ' ' ? String.format("\\u%04x", (int) one) : String.valueOf(one));
            }
        }
        out.append('"');
    }
}
