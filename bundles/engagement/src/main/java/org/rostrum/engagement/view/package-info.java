/** Conditions of the inbox that people keep under a name. */
@org.jspecify.annotations.NullMarked
package org.rostrum.engagement.view;
