@org.jspecify.annotations.NullMarked
package org.rostrum.scim;
