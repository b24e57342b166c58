package org.rostrum.connector.feed;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@code mvn -Pfuzz verify -Dfuzz.seconds=600} looks for documents that break it. */
class FeedFuzzTest {
    @FuzzTest(maxDuration = "")
    void anyBytes_areReadOrRejected(byte[] document) {
        AnyFeed.read(document, null);
        AnyFeed.read(document, "text/xml;charset=utf-8");
    }
}
