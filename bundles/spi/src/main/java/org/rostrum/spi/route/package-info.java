/**
 * The words of the {@code rostrum:} component, by which Camel routes meet the platform.
 *
 * <p>An adapter registers an {@code org.apache.camel.RoutesBuilder} as a service. All builders of a bundle run in one Camel
 * context of their own.
 *
 * <p><b>Taking deliveries:</b> {@code from("rostrum:<kind>?adapter=<name>")}. The body is the payload (JSON, a String), the
 * attachments are Camel attachments that are opened when they are read, the headers are named in {@link
 * org.rostrum.spi.route.RouteNames}. The route ends with the receipt: the header {@link
 * org.rostrum.spi.route.RouteNames#EXTERNAL_ID}, or a body of type {@code DeliveryReceipt}. A route that ends with neither
 * has refused the delivery. Failures are {@code DeliveryException}; of other exceptions only those that show that no
 * connection came about count as UNAVAILABLE, all else as UNKNOWN_OUTCOME.
 *
 * <p><b>Looking up what may have arrived:</b> {@code from("rostrum:<kind>?adapter=<name>&operation=find")} ends with the
 * receipt of what it found, or without one when the delivery is certainly not there. Keep it in the same builder as the
 * route that delivers.
 *
 * <p><b>Sending:</b> {@code to("rostrum:delivery?kind=<kind>&adapter=<name>")} puts the body (JSON) into the durable outbox;
 * the header {@link org.rostrum.spi.route.RouteNames#IDEMPOTENCY_KEY} is required, and {@link
 * org.rostrum.spi.route.RouteNames#DELIVERY_ID} is set.
 *
 * <p>What an adapter writes over there is often configured: {@link org.rostrum.spi.route.FieldTemplate} is a text with places for
 * the fields of a delivery.
 *
 * <p>Some components write all headers to the network: remove ours before them by {@code removeHeaders("Rostrum*")}.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.spi.route;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
