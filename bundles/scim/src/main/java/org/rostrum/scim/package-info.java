/** SCIM 2.0 (RFC 7643, RFC 7644) over the provisioning services. */
@NullMarked
package org.rostrum.scim;

import org.jspecify.annotations.NullMarked;
