/** Onboarding: templates, and checklists that ask the other capabilities how things stand. */
@NullMarked
package org.rostrum.onboarding;

import org.jspecify.annotations.NullMarked;
