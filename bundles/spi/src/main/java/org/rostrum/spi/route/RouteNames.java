package org.rostrum.spi.route;

/** Headers and properties of exchanges at the {@code rostrum:} component. */
public final class RouteNames {
    /** Exchange property: the {@code org.rostrum.api.delivery.Delivery}. */
    public static final String DELIVERY = "RostrumDelivery";

    /** Header: id of the delivery, a Long. */
    public static final String DELIVERY_ID = "RostrumDeliveryId";

    /** Header: kind of the delivery. */
    public static final String KIND = "RostrumKind";

    /** Header: what to show the other side so that a repeat is recognised. */
    public static final String IDEMPOTENCY_KEY = "RostrumIdempotencyKey";

    /** Header: kind and id of what the delivery is about, such as {@code lead/7}. */
    public static final String SUBJECT = "RostrumSubject";

    /** Header: the account on whose behalf; absent for the installation itself. */
    public static final String ACCOUNT = "RostrumAccount";

    /** Header: how often the delivery was handed over, this time included, from 1; an Integer. */
    public static final String ATTEMPT = "RostrumAttempt";

    /** Header set by the route: the other side's id of what arrived. */
    public static final String EXTERNAL_ID = "RostrumExternalId";

    /** Header set by the route: where people can see it there. */
    public static final String EXTERNAL_URL = "RostrumExternalUrl";

    /** Header, when sending: a List of {@code DeliveryRequest.AttachmentReference}. */
    public static final String ATTACHMENTS = "RostrumAttachments";

    private RouteNames() {}
}
