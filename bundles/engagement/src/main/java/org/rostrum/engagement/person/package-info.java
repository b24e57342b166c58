/** Contacts of the archive, joined to people. */
@org.jspecify.annotations.NullMarked
package org.rostrum.engagement.person;
