package org.rostrum.web.files;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A page that a bundle brings along for the user interface. */
public record ContributedPage(
        @Schema(description = "Unique; part of the page's address", example = "moon") String id,
        @Schema(description = "Address of an ES module whose default export is a React component") String module,
        @Schema(description = "By language; en is always there", example = "{\"en\":\"Moon\"}")
                Map<String, String> titles,
        @Schema(description = "Without this permission the page has nothing to show; absent when everybody may see it")
                @Nullable
                String permission) {
    /** @throws IllegalArgumentException when something is missing; the message says what */
    static ContributedPage of(HeaderClause clause, String version) {
        String id = clause.name();
        if (!id.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "Rostrum-Page: \"" + id + "\" is no id; those have a to z, 0 to 9 and -");
        }
        String module = clause.get("module");
        String title = clause.get("title");
        if (module == null || !module.startsWith("/") || title == null) {
            throw new IllegalArgumentException("Rostrum-Page: " + id + " needs module=/path/of/a/module.js and title");
        }
        Map<String, String> titles = new TreeMap<>();
        titles.put("en", title);
        clause.attributes().forEach((key, value) -> {
            if (key.startsWith("title.")) {
                titles.put(key.substring("title.".length()), value);
            }
        });
        // a new version of the bundle is a new module to the browser
        return new ContributedPage(id, module + "?v=" + version, titles, clause.get("permission"));
    }
}
