package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.intake.Rejection;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** Imports that remember what they were given and refuse the same content twice. */
final class RememberedImports implements ImportService {
    private final Access access;
    private final List<ImportRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> contents = Collections.synchronizedSet(new HashSet<>());
    private final List<Long> cancelled = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable Problem problem;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean discard;
    private volatile boolean reading;
    private volatile Runnable whileReading = () -> {};

    RememberedImports(Access access) {
        this.access = access;
    }

    /** For content that does not fit into memory. */
    void discardContent() {
        discard = true;
    }

    boolean reading() {
        return reading;
    }

    List<ImportRequest> requests() {
        return List.copyOf(requests);
    }

    List<Long> cancelled() {
        return List.copyOf(cancelled);
    }

    Set<String> contents() {
        return Set.copyOf(contents);
    }

    void refuse(@Nullable Problem with) {
        problem = with;
    }

    void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    void whileReading(Runnable action) {
        whileReading = action;
    }

    @Override
    public ImportRun start(ImportRequest request, InputStream content) throws IOException {
        access.require("imports:write");
        reading = true;
        if (discard) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        whileReading.run();
        if (failure != null) {
            throw failure;
        }
        if (problem != null) {
            throw problem;
        }
        if (!contents.add(text)) {
            throw Problem.of(Problem.Kind.CONFLICT, "The same file was imported before, as import 1.");
        }
        requests.add(request);
        return run(requests.size(), request);
    }

    private static ImportRun run(long id, ImportRequest request) {
        return new ImportRun(
                id, request, null, "", ImportRun.State.WAITING, 0, 0, 0, 0, 0, 0, Instant.EPOCH, null, null);
    }

    @Override
    public ImportRun cancel(long id) {
        access.require("imports:write");
        cancelled.add(id);
        contents.clear();
        return run(id, requests.get((int) id - 1));
    }

    @Override
    public Optional<ImportRun> find(long id) {
        return Optional.empty();
    }

    @Override
    public CursorPage<ImportRun> list(@Nullable String cursor, int limit) {
        return new CursorPage<>(List.of(), null);
    }

    @Override
    public void rejections(long id, Consumer<Rejection> consumer) {
        // none
    }
}
