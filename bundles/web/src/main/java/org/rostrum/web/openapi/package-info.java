/** Describes the API in OpenAPI 3.1, from the resources themselves. */
@NullMarked
package org.rostrum.web.openapi;

import org.jspecify.annotations.NullMarked;
