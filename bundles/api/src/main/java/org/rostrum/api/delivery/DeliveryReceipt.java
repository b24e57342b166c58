package org.rostrum.api.delivery;

import org.jspecify.annotations.Nullable;

/**
 * @param externalId the other side's id of what arrived
 * @param externalUrl where people can see it there; null when nowhere
 */
public record DeliveryReceipt(String externalId, @Nullable String externalUrl) {}
