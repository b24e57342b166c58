package org.rostrum.reporting;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanation.Verdict;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.problem.Problem;

/** Everybody may do everything, unless a test says otherwise. */
public final class SampleExplanations implements AccessExplanations {
    public final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    /** What was asked last. */
    public volatile @Nullable String asked;

    public volatile @Nullable String unknown;

    @Override
    public AccessExplanation explain(String user, String permission, @Nullable String accountId) {
        asked = user + " " + permission + " " + accountId;
        if (user.equals(unknown)) {
            throw Problem.notFound("user", user);
        }
        Verdict verdict = verdicts.getOrDefault(user, Verdict.GRANTED);
        return new AccessExplanation(
                user, permission, accountId, List.of(), verdict == Verdict.GRANTED, verdict, List.of());
    }

    @Override
    public List<EffectiveRights> rights(String user) {
        throw new UnsupportedOperationException("nobody asks for that here");
    }
}
