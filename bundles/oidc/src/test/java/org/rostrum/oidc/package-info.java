@NullMarked
package org.rostrum.oidc;

import org.jspecify.annotations.NullMarked;
