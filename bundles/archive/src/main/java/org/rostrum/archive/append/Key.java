package org.rostrum.archive.append;

/** Something a channel knows by a name of its own: an activity, or the context of one. */
record Key(String channelId, String name) {
    Object[] parts() {
        return new Object[] {channelId, name};
    }
}
