/** Finds conversations by the words in them. */
@org.jspecify.annotations.NullMarked
package org.rostrum.engagement.search;
