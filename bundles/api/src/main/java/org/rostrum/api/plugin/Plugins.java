package org.rostrum.api.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** The files of this server's deploy folder. Each node of several has its own. */
@ProviderType
public interface Plugins {
    /**
     * What became of an upload.
     *
     * @param taken false when a plugin with just this content was there already, so that nothing was done
     */
    record Outcome(Plugin plugin, boolean taken) {}

    /** All of them, by name. */
    @RequiresPermission("plugins:read")
    List<Plugin> list();

    /** @param name of the file */
    @RequiresPermission("plugins:read")
    Optional<Plugin> find(String name);

    /**
     * Checks a file, puts it into the deploy folder and waits for what becomes of it, for some 20 seconds at most. A bundle
     * takes the place of another version of it. What does not start stays all the same, so that what it lacks can follow.
     *
     * @param fileName under which it shall stand in the folder
     * @param replace whether a plugin of the same name, or of the same symbolic name and version, with other content may be
     *     replaced
     * @throws Problem INVALID when it is no plugin or may not be one; CONFLICT when something would have to be replaced;
     *     TOO_LARGE; FORBIDDEN when the server takes no uploads, or not this one
     */
    @RequiresPermission("plugins:install")
    Outcome install(String fileName, boolean replace, InputStream content) throws IOException;

    /**
     * Takes a file out of the deploy folder and waits until the server has let go of it.
     *
     * @throws Problem NOT_FOUND; UNAVAILABLE when the file is gone and its bundle is not, after some 20 seconds
     */
    @RequiresPermission("plugins:install")
    void remove(String name) throws IOException;
}
