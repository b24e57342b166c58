package org.rostrum.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** Imports files: durable, with progress, resumed after a crash where they stopped. */
public interface ImportService {
    /**
     * Takes a file in. It is copied to the data folder and noted in the database before this returns; reading goes on in
     * the background.
     *
     * @param content read to its end, never held in memory
     * @throws org.rostrum.api.problem.Problem TOO_LARGE above the configured size, CONFLICT (naming the earlier run) when
     *     the same bytes were imported before and {@code again} is not set, UNSUPPORTED_MEDIA_TYPE when no installed format
     *     can read it, INVALID when the account is unknown
     */
    @RequiresPermission("imports:write")
    ImportRun start(ImportRequest request, InputStream content) throws IOException;

    @RequiresPermission("imports:read")
    Optional<ImportRun> find(long id);

    /** Newest first. */
    @RequiresPermission("imports:read")
    CursorPage<ImportRun> list(@Nullable String cursor, int limit);

    /** Stops after the batch at hand; what is stored stays. */
    @RequiresPermission("imports:write")
    ImportRun cancel(long id);

    /** Streams what was set aside, in order. */
    @RequiresPermission("imports:read")
    void rejections(long id, Consumer<Rejection> consumer);
}
