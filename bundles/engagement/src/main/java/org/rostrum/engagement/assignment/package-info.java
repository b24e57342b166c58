/** Who gets the conversations that come in. */
@org.jspecify.annotations.NullMarked
package org.rostrum.engagement.assignment;
