package org.rostrum.identity;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.rostrum.api.problem.Problem;

/** Permissions in Shiro's wildcard syntax, as text and parsed. */
final class Permissions {
    static final Permission EVERYTHING = new WildcardPermission("*");

    private static final String PART = "(\\*|[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*)";
    private static final Pattern SYNTAX = Pattern.compile(PART + "(:" + PART + "){0,2}");
    private static final int MAX_LENGTH = 200;

    private Permissions() {}

    static List<Permission> parse(Collection<String> texts) {
        return texts.stream().<Permission>map(WildcardPermission::new).toList();
    }

    /** @throws Problem INVALID, naming the field, when a text is no permission */
    static List<Permission> parse(String field, Collection<String> texts) {
        for (String text : texts) {
            if (text.length() > MAX_LENGTH || !SYNTAX.matcher(text).matches()) {
                throw Problem.invalid(
                        field,
                        "\"" + text + "\" is no permission.",
                        "Write it as capability:action in lower case, such as archive:read or archive:*.");
            }
        }
        return parse(texts);
    }
}
