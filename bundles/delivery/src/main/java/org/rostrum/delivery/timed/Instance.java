package org.rostrum.delivery.timed;

import java.util.regex.Pattern;

/** Name of a task and key of one instance of it. */
record Instance(String task, String key) {
    private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    Instance {
        if (!TASK.matcher(task).matches()) {
            throw new IllegalArgumentException(
                    "task \"" + task + "\": 1 to 100 lower-case letters, digits and hyphens are needed");
        }
        if (key.isEmpty() || key.length() > 200) {
            throw new IllegalArgumentException(
                    "key of task \"" + task + "\": 1 to 200 characters are needed, not " + key.length());
        }
    }

    static Instance parse(String id) {
        int slash = id.indexOf('/');
        return new Instance(id.substring(0, slash), id.substring(slash + 1));
    }

    /** As it is kept in the database. */
    String id() {
        return task + "/" + key;
    }
}
