/** A plugin that uses what plugins use: calls, mail, Kafka, SQL, JSON, a web resource, routes, a report. */
@NullMarked
package org.rostrum.itests.boot.probe.many;

import org.jspecify.annotations.NullMarked;
