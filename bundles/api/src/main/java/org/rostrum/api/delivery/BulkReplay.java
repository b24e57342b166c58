package org.rostrum.api.delivery;

/**
 * What a replay of many did.
 *
 * @param replayed how many dead letters are sent once more
 * @param remaining how many dead letters that fit are left
 */
public record BulkReplay(int replayed, long remaining) {}
