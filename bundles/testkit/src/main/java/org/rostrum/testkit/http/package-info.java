/** The platform's HTTP client without a platform. */
@NullMarked
package org.rostrum.testkit.http;

import org.jspecify.annotations.NullMarked;
